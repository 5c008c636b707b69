import { createHandle } from '../../src/app/handle.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Store } from '../../src/app/ports.ts';
import type { FakeTeams } from './fake-teams/index.ts';
import { conversationOf } from './fake-teams/world.ts';
import { aTakeout } from './world.ts';

export type Pending = { id: string; leader: string };

/** Object id of the leader (`a`) or the member (`b`) of a group. */
export const teamsId = (role: 'a' | 'b', n: number): string =>
  `00000000-0000-4000-8000-${role}${String(n).padStart(11, '0')}`;

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const rest = { facts: [], slots: [], timers: [], homes: [], cases: [] };

/** Groups of a leader and a member each, all of them on Teams. */
export const openChart = async (store: Store, teams: FakeTeams, groups: number): Promise<void> => {
  const numbers = Array.from({ length: groups }, (_, n) => n);
  const people = numbers.flatMap((n) => [`leader${n}`, `member${n}`]);
  const idOf = (name: string): string =>
    teamsId(name.startsWith('leader') ? 'a' : 'b', Number(name.replace(/\D/g, '')));
  await store.commit({
    ...rest,
    key: 'bench/chart',
    at: new Date().toISOString(),
    directory: {
      people: people.map((id) => ({ id, name: id, email: `${id}@example.jp`, phone: '' })),
      units: numbers.map((n) => ({ id: `g${n}`, bu: '総務部', group: `${n}グループ` })),
      posts: people.map((person) => ({
        person,
        posts: [
          {
            person,
            unit: `g${person.replace(/\D/g, '')}`,
            position: person.startsWith('leader') ? 'グループリーダー' : '',
            employment: '固有職員',
            from: '2020-04-01',
          },
        ],
      })),
      accounts: people.map((person) => ({
        platform: 'teams',
        space: teams.tenant,
        user: idOf(person),
        person,
        email: `${person}@example.jp`,
        kind: 'member',
        active: true,
      })),
    },
  });
  for (const user of people.map(idOf)) {
    teams.world.users.set(user, { id: user, name: user });
    teams.world.chats.set(user, conversationOf(user));
    const place = { serviceUrl: teams.serviceUrl, conversation: conversationOf(user) };
    await store.setMark(`teams/${teams.tenant}/${user}`, JSON.stringify(place));
  }
};

/** Pending requests to approve, made by the pipeline itself, spread over the groups. */
export const makeTeamsCases = async (
  store: Store,
  tenant: string,
  count: number,
  groups: number,
): Promise<Pending[]> => {
  const now = () => new Date().toISOString();
  const handle = createHandle({ store, adapters: [], emailDomains: ['example.jp'], now, log: silentLog });
  const values = aTakeout({ from: dayFromNow(2), until: dayFromNow(3) });
  for (let from = 0; from < count; from += 64) {
    const some = Array.from({ length: Math.min(64, count - from) }, (_, n) => from + n);
    await Promise.all(
      some.map((n) =>
        handle.receive({
          key: `bench/${n}`,
          actor: { platform: 'teams', space: tenant, user: teamsId('b', n % groups) },
          ask: { type: 'submit', form: 'takeout/new', context: { once: `bench${n}` }, values },
        }),
      ),
    );
  }
  const found: Pending[] = [];
  for (
    let page = await store.findCases({});
    page.length > 0;
    page = await store.findCases({ after: found.at(-1)?.id ?? '' })
  ) {
    found.push(...page.map(({ id, owner }) => ({ id, leader: teamsId('a', Number(owner.replace(/\D/g, ''))) })));
  }
  return found;
};
