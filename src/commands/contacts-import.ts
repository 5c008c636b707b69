import type { Command } from 'commander';
import type { Store } from '../app/ports.ts';
import type { Contact } from '../core/people/contact.ts';
import { importContacts } from '../core/people/contacts-import.ts';
import { problemLines } from '../core/people/preview.ts';
import { commitChart } from './commit-chart.ts';
import { readRows, refused } from './csv.ts';
import { type OpenShell, type Shell, withStore } from './shell.ts';

export const addContactsImport = (program: Command, open: OpenShell): void => {
  const contacts = program.commands.find((command) => command.name() === 'contacts') ?? program.command('contacts');
  contacts
    .description('緊急時連絡網')
    .command('import')
    .argument('<file>', 'CSV ファイル(順番,組織,役割,氏名,電話,メール)')
    .description('緊急時連絡網を取り込みます。ファイルが連絡網の全体です')
    .action(async (file: string) => {
      const shell = await open();
      await withStore(shell, (store) => run(shell, store, file));
    });
};

const run = async ({ print, now }: Shell, store: Store, file: string): Promise<void> => {
  const rows = await readRows(file);
  const imported = importContacts(rows);
  if ('problems' in imported) throw refused(imported.problems);
  for (const line of problemLines('注意', imported.warnings)) print(line);
  const before = await store.contacts();
  if (sameContacts(before, imported.contacts)) return print('連絡網に変わりはありません。');
  const { version } = await store.directory();
  // The record first: a crash between the two leaves a file to import once more, never a change without a record.
  await commitChart(store, {
    file: 'contacts',
    at: now(),
    version,
    change: {},
    counts: { contacts: imported.contacts.length, before: before.length },
    details: { contacts: imported.contacts.map((contact) => ({ ...contact })), at: now() },
  });
  await store.replaceContacts(imported.contacts);
  print(`連絡網を取り込みました(${imported.contacts.length}件)。`);
};

const sameContacts = (a: readonly Contact[], b: readonly Contact[]): boolean =>
  a.length === b.length && a.every((one, at) => JSON.stringify(line(one)) === JSON.stringify(line(b[at])));

const line = (one: Contact | undefined): readonly unknown[] =>
  one ? [one.order, one.organization, one.role, one.name, one.phone, one.email] : [];
