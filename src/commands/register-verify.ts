import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { createDesk } from '../app/desk.ts';
import { checkRecord } from '../app/ledger.ts';
import type { LedgerRecord } from '../app/ledger-store.ts';
import type { Store } from '../app/ports.ts';
import { type Copy, labelsOf, tableDigest } from '../app/register-copy.ts';
import { registerRow } from '../app/register-rows.ts';
import { type RegisterSource, sourceOf } from '../app/register-source.ts';
import { sealHash } from '../app/seals.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { positionLabels, type Register } from '../core/registers/register.ts';
import { registerOf } from '../core/registers/registers.ts';
import { sortable, wareki } from '../core/registers/style.ts';
import { showTime } from '../core/time.ts';
import { chosenRegister } from './register-choice.ts';
import { readCsvCopy } from './register-csv.ts';
import { CommandFailed, type Shell, withStore } from './shell.ts';

const Exported = z.object({
  number: z.number(),
  name: z.string(),
  rows: z.number(),
  digest: z.string(),
  wareki: z.boolean(),
  seal: z.number().nullable(),
  sealHash: z.string().nullable(),
});
type Exported = z.infer<typeof Exported> & { at: string };

const limit = 50 * 1024 * 1024;

const bytesOf = async (file: string): Promise<Buffer> => {
  const about = await stat(file).catch(() => undefined);
  if (!about?.isFile()) throw new CommandFailed(`ファイル「${file}」を開けません。場所と名前を確かめてください。`);
  if (about.size > limit) throw new CommandFailed('ファイルが大きすぎます。50MB までのファイルを指定してください。');
  return readFile(file);
};

/** A workbook is a ZIP file; anything else is read as CSV. */
const copyOf = async (bytes: Buffer): Promise<Copy | undefined> => {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return readCsvCopy(bytes);
  const { readXlsxCopy } = await import('./register-xlsx.ts');
  return readXlsxCopy(bytes);
};

const digestOf = ({ labels, rows }: Copy): string => {
  const digest = tableDigest(labels);
  for (const { cells } of rows) digest.add(cells);
  return digest.end();
};

/** What the ledger says about this export: by its number, or by what is in it where nothing carries the number. */
const exportedAs = async (store: Store, copy: Copy, digest: string): Promise<Exported | undefined> => {
  const records = (await store.ledger.recordsOf('org')).filter(({ type }) => type === 'register.exported');
  const all = records.map(({ data, at }) => ({ ...Exported.parse(JSON.parse(data)), at }));
  return all.findLast((each) => (copy.number === undefined ? each.digest === digest : each.number === copy.number));
};

type Finding = { wrong: string[]; moved: number };

/** Up to where a chain stands unbroken, and its hashes: checked once, however many rows rest on it. */
type Checked = { hashes: readonly string[]; broken: boolean };

const checkChain = (records: readonly LedgerRecord[]): Checked => {
  const hashes: string[] = [];
  let last: LedgerRecord | undefined;
  for (const record of records) {
    if (checkRecord(last, record)) return { hashes, broken: true };
    hashes.push(record.hash);
    last = record;
  }
  return { hashes, broken: false };
};

/** Whether the record a row names stands in the ledger, unbroken up to there. */
const checkPosition = ({ hashes, broken }: Checked, seq: number, hash: string): string | undefined => {
  const found = hashes[seq - 1];
  if (found === undefined && broken) return '記録が書き換えられています。ledger verify で確かめてください。';
  if (found === undefined) return 'この順番の記録がありません。';
  return found === hash ? undefined : '記録のハッシュが合いません。';
};

const cellOf =
  ({ labels }: Copy, cells: readonly string[]) =>
  (label: string): string =>
    cells[labels.indexOf(label)] ?? '';

const checkPositions = async (store: Store, source: RegisterSource, register: Register, copy: Copy) => {
  const chains = new Map<string, Checked>();
  const found: Finding = { wrong: [], moved: 0 };
  for (const { line, cells } of copy.rows) {
    const cell = cellOf(copy, cells);
    const [name, seq] = [cell(positionLabels.chain), Number(cell(positionLabels.seq))];
    const chain = chains.get(name) ?? checkChain(await store.ledger.recordsOf(name));
    chains.set(name, chain);
    const wrong = checkPosition(chain, seq, cell(positionLabels.hash));
    if (wrong) found.wrong.push(`${line}行目(${name}): ${wrong}`);
    else if (((await source.line(register.idIn(cell)))?.position?.seq ?? seq) > seq) found.moved++;
  }
  return found;
};

/** Where a changed copy differs from what the register says now; only for lines that have not moved on. */
const differences = async (store: Store, source: RegisterSource, copy: Copy, exported: Exported): Promise<string[]> => {
  const register = registerOf(exported.name);
  if (!register || labelsOf(register.headings).join('\n') !== copy.labels.join('\n'))
    return ['見出しが、書き出したときと違います。'];
  const reading = {
    source,
    register,
    dir: indexDirectory(await store.directory()),
    style: exported.wareki ? wareki : sortable,
  };
  const said: string[] = [];
  for (const { line, cells } of copy.rows) {
    const cell = cellOf(copy, cells);
    const now = await registerRow(reading, register.idIn(cell));
    if (!now || String(now.position?.seq) !== cell(positionLabels.seq)) continue;
    const changed = copy.labels.filter((_, at) => cells[at] !== now.row[at]);
    if (changed.length > 0)
      said.push(`${line}行目(${cell(positionLabels.chain)}): 「${changed.join('」「')}」が、いまの台帳と違います。`);
  }
  return said;
};

const longest = 50;
const listed = (lines: readonly string[]): string[] =>
  lines.length > longest ? [...lines.slice(0, longest), `ほか${lines.length - longest}件`] : [...lines];

const sealWrong = async (store: Store, copy: Copy, exported: Exported): Promise<string[]> => {
  const { seal, sealHash: hash } = exported;
  if (copy.seal && (copy.seal.number !== seal || copy.seal.hash !== hash))
    return ['写しに書かれた封印が、書き出したときのものと違います。'];
  if (seal === null) return [];
  const held = (await store.ledger.seals(seal - 1, 1)).find(({ number }) => number === seal);
  return held && sealHash(held) === hash ? [] : ['書き出したときの封印が、いまの記録にありません。'];
};

type Work = { store: Store; source: RegisterSource; copy: Copy; exported: Exported };

const contentWrong = async ({ store, source, copy, exported }: Work, digest: string): Promise<string[]> => {
  if (exported.digest === digest) return [];
  const counts =
    exported.rows === copy.rows.length
      ? []
      : [`書き出したときは${exported.rows}件でしたが、この写しは${copy.rows.length}件です。`];
  return [
    '書き出したあとに、内容が変えられています。',
    ...counts,
    ...(await differences(store, source, copy, exported)),
  ];
};

/** Whether a copy says what the register said, and whether the records it rests on still stand. */
export const verifyRegister = async (shell: Shell, file: string): Promise<void> => {
  const copy = await copyOf(await bytesOf(file));
  if (!copy) throw new CommandFailed(`「${file}」は、register export で書き出した台帳ではありません。`);
  await withStore(shell, async (store) => {
    const digest = digestOf(copy);
    const exported = await exportedAs(store, copy, digest);
    if (!exported)
      throw new CommandFailed('この書き出しは記録にありません。書き出したデータベースで確かめてください。');
    const register = chosenRegister(exported.name);
    const source = sourceOf(createDesk(store, shell.now), register);
    const positions = await checkPositions(store, source, register, copy);
    const wrong = [
      ...(await contentWrong({ store, source, copy, exported }, digest)),
      ...(await sealWrong(store, copy, exported)),
      ...positions.wrong,
    ];
    shell.print(
      `${register.label}台帳(書き出し番号 ${exported.number}、${showTime(exported.at)}、${exported.rows}件)の写しを確かめました。`,
    );
    if (positions.moved > 0) shell.print(`${positions.moved}件は、書き出したあとに記録が増えています。`);
    if (wrong.length > 0)
      throw new CommandFailed([...listed(wrong), 'この写しは、台帳の写しとして使わないでください。'].join('\n'));
    shell.print('書き出したときのままです。記録の位置もすべて合います。');
  });
};
