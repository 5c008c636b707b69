import { deflateSync } from 'node:zlib';

const polynomial = 0xedb88320;

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? polynomial ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const crc = (bytes: Uint8Array): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};

/** A bar of two colours as a PNG picture: done, and still to be done. Its look differs in brightness, not in hue alone. */
export const barPng = (width: number, height: number, share: number): Buffer => {
  const full = Math.round(width * Math.min(1, Math.max(0, share)));
  const line = Buffer.alloc(width + 1);
  for (let x = 0; x < width; x++) line[x + 1] = x < full ? 1 : 2;
  const frame = Buffer.from(line);
  frame.fill(0, 1);
  line[1] = 0;
  line[width] = 0;
  const rows = Array.from({ length: height }, (_, y) => (y === 0 || y === height - 1 ? frame : line));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, colours from a list.
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from([0x66, 0x66, 0x66, 0x1f, 0x5f, 0xa8, 0xee, 0xee, 0xee]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
