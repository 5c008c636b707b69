import { randomUUID } from 'node:crypto';
import type { Store } from '../app/ports.ts';
import { pause } from '../app/wait.ts';
import { testCard } from '../core/notices.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { showTime } from '../core/time.ts';
import { CommandFailed, type Shell } from './shell.ts';

const waitMs = 20_000;

/** Commits a card like any other; the running bot delivers it, so what is tried is the whole way. */
export const sendTest = async (shell: Shell, store: Store, id: string): Promise<void> => {
  const dir = indexDirectory(await store.directory());
  const person = dir.person(id);
  if (!person) throw new CommandFailed(`職員番号 ${id} の方はいません。番号を確かめてください。`);
  if (!dir.reachable(id))
    throw new CommandFailed(`${person.name}さんに届くアカウントがありません。メールアドレスを確かめてください。`);
  const at = shell.now();
  const slot = `test/${id}/${randomUUID()}`;
  const card = testCard(showTime(at));
  const slots = [{ slot, to: { person: id }, lane: 'note' as const, card }];
  await store.commit({ key: slot, at, cases: [], facts: [], slots, timers: [], homes: [] });
  for (const end = Date.now() + waitMs; Date.now() < end; await pause(200)) {
    const found = await store.outbox.find(slot);
    if (found?.state === 'delivered') {
      shell.print(`${person.name}さんに試しのカードが届きました。`);
      return;
    }
    if (found?.state === 'parked') throw new CommandFailed(`届けられませんでした(${found.why})。`);
  }
  throw new CommandFailed('20秒待っても届きませんでした。ボットが動いているか確かめてください。動き出すと届きます。');
};
