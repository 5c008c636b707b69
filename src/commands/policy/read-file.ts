import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { CommandFailed } from '../shell.ts';

const LARGEST_FILE = 50_000_000;

const textOf = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
};

const startsWith = (bytes: Buffer, signature: string): boolean =>
  bytes.subarray(0, signature.length).toString('latin1') === signature;

/** What the file is by its first bytes; its name only decides between texts. */
const read = async (bytes: Buffer, name: string): Promise<string> => {
  if (startsWith(bytes, '%PDF-')) return (await import('./read-pdf.ts')).readPdf(bytes);
  if (startsWith(bytes, 'PK')) return (await import('./read-docx.ts')).readDocx(bytes);
  if (extname(name).toLowerCase() !== '.txt')
    throw new CommandFailed(
      '読めるのは .txt、.docx、.pdf のファイルです。古い .doc はWordで .docx に保存し直してください。',
    );
  return textOf(bytes);
};

/** The text of a policy file; a sentence that says what to do when there is none in it. */
export const readPolicyFile = async (file: string): Promise<string> => {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new CommandFailed(`${file} が見つかりません。`);
  if (found.size > LARGEST_FILE) throw new CommandFailed('ファイルが大きすぎます(50MBまで)。');
  const bytes = await readFile(file);
  const text = await read(bytes, file).catch((error: unknown) => {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed('ファイルが壊れているか、パスワードがかかっているため、読めませんでした。', {
      cause: error,
    });
  });
  if (text.replace(/[\s\f　]/gu, '') === '')
    throw new CommandFailed(
      'ファイルに文字がありません。紙を撮った画像だけのPDFなら、文字の入ったファイルを作成元にもらってください。',
    );
  return text;
};
