import JSZip from 'jszip';
import mammoth from 'mammoth';
import { readNumbering, readStyleNumbering, writeNumbers } from './docx-numbering.ts';

/** A bomb of zeros unpacks to gigabytes; no policy does. */
const LARGEST_PART = 50_000_000;

const partOf = async (zip: JSZip, name: string): Promise<string> => {
  const part = zip.file(name);
  if (!part) return '';
  const text = await part.async('string');
  if (text.length > LARGEST_PART) throw new Error('a part of the file is too large');
  return text;
};

/** The text of a Word file, one paragraph to a line, with the numbers Word draws. */
export const readDocx = async (bytes: Buffer): Promise<string> => {
  const zip = await JSZip.loadAsync(bytes);
  const documentXml = await partOf(zip, 'word/document.xml');
  const lists = readNumbering(await partOf(zip, 'word/numbering.xml'));
  const styles = readStyleNumbering(await partOf(zip, 'word/styles.xml'));
  if (lists.size > 0) zip.file('word/document.xml', writeNumbers(documentXml, lists, styles));
  const buffer = lists.size > 0 ? await zip.generateAsync({ type: 'nodebuffer' }) : bytes;
  const { value } = await mammoth.extractRawText({ buffer });
  return value;
};
