import type { Contact } from './contact.ts';
import { cut, isEmail } from './staff-rows.ts';
import { type Columns, type Entry, type Problem, type Row, readTable } from './table.ts';

const columns: Columns = { required: ['順番', '組織', '役割', '氏名', '電話', 'メール'] };

export const importContacts = (
  rows: readonly Row[],
): { contacts: readonly Contact[]; warnings: readonly Problem[] } | { problems: readonly Problem[] } => {
  const table = readTable(rows, columns);
  if ('problems' in table) return table;
  const read = table.entries.map((entry) => ({ line: entry.line, contact: readContact(entry), entry }));
  const problems = read.flatMap(({ line, contact, entry }, at) => [
    ...contactProblems(contact, entry.cell('順番')).map((text) => ({ line, text })),
    ...sameOrder(line, contact.order, read.slice(0, at)),
  ]);
  if (problems.length > 0) return { problems };
  const contacts = read.map(({ contact }) => contact).sort((a, b) => a.order - b.order);
  return { contacts, warnings: table.notes };
};

const readContact = ({ cell }: Entry): Contact => ({
  order: /^\d{1,4}$/.test(cell('順番')) ? Number(cell('順番')) : 0,
  organization: cell('組織'),
  role: cell('役割'),
  name: cell('氏名'),
  phone: cell('電話'),
  email: cell('メール').toLowerCase(),
});

const contactProblems = (contact: Contact, order: string): string[] => {
  const said: string[] = [];
  if (contact.order < 1) said.push(`順番「${cut(order)}」は使えません。1からの数字を入れてください。`);
  if (contact.organization === '' && contact.name === '')
    said.push('組織も氏名もありません。どちらかを入れてください。');
  if (contact.phone === '' && contact.email === '') said.push('電話もメールもありません。連絡の手段を入れてください。');
  if (contact.phone !== '' && !/^[\d+()\- #]{3,30}$/.test(contact.phone)) {
    said.push(`電話「${cut(contact.phone)}」は電話番号の形ではありません。数字と「-」で入れてください。`);
  }
  if (contact.email !== '' && !isEmail(contact.email)) {
    said.push(`メール「${cut(contact.email)}」はメールアドレスの形ではありません。正しいアドレスにしてください。`);
  }
  if (Object.values(contact).some((value) => String(value).length > 100)) {
    said.push('長すぎる値があります。100文字以内にしてください。');
  }
  return said;
};

const sameOrder = (line: number, order: number, earlier: readonly { line: number; contact: Contact }[]): Problem[] => {
  const other = order > 0 ? earlier.find(({ contact }) => contact.order === order) : undefined;
  return other ? [{ line, text: `順番${order}は${other.line}行目にもあります。別の数字にしてください。` }] : [];
};
