import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { slackAdapter } from '../../adapters/slack/index.ts';
import { teamsAdapter } from '../../adapters/teams/index.ts';
import { openStore } from '../../db/open.ts';
import { createDeliverer } from '../../src/app/deliver.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createGiveUp } from '../../src/app/give-up.ts';
import { createHandle } from '../../src/app/handle.ts';
import { createLimiter } from '../../src/app/limiter.ts';
import { createLinks } from '../../src/app/links.ts';
import { type Log, silentLog } from '../../src/app/log.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import type { ChatAdapter, Receive } from '../../src/app/ports.ts';
import { type ChartChange, chartData } from './chart.ts';
import { startFakeSlack } from './fake-slack/index.ts';
import { eventually } from './fake-slack/people.ts';
import type { FakeMember } from './fake-slack/world.ts';
import { startFakeTeams } from './fake-teams/index.ts';
import { wordsOf } from './fake-teams/look.ts';
import type { FakeMessage, FakeUser } from './fake-teams/world.ts';
import { placeAt } from './place.ts';

/** Object id of a person of the chart in the fake tenant. */
export const teamsId = (person: string): string =>
  createHash('sha256')
    .update(person)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
export const slackId = (person: string): string => `U-${person}`;

type Start = {
  chart?: ChartChange;
  /** Who has an account where; Teams people have the app installed. */
  slack?: readonly string[];
  teams?: readonly string[];
  guests?: readonly string[];
  /** What is odd about somebody's account on either platform. */
  oddities?: Readonly<Record<string, { teams?: Partial<FakeUser>; slack?: Partial<FakeMember> }>>;
  folder?: string;
  /** A database that is not the usual one. */
  url?: string;
  log?: Log;
};

/** Slack and Teams at once before one store: the real adapters, pipeline and delivery, with both platforms faked. */
export const twoPlatforms = async (start: Start) => {
  const log = start.log ?? silentLog;
  const folder = start.folder ?? mkdtempSync(join(tmpdir(), 'mamori-two-'));
  const place = start.url ? { url: start.url, drop: async () => {} } : await placeAt(join(folder, 'two.db'));
  const store = await openStore(place.url, { lock: true });
  const now = (): string => '2026-06-01T01:00:00.000Z';
  const server = fastify({ forceCloseConnections: true });
  const { people, units, posts, deputies, roles } = chartData(start.chart);
  const slack =
    start.slack &&
    (await startFakeSlack(
      start.slack.map((id) => ({
        id: slackId(id),
        name: id,
        email: `${id}@example.jp`,
        ...start.oddities?.[id]?.slack,
      })),
    ));
  const guests = start.guests ?? [];
  const teams =
    start.teams &&
    (await startFakeTeams(
      [...start.teams, ...guests].map((id) => ({
        id: teamsId(id),
        name: id,
        email: `${id}@example.jp`,
        guest: guests.includes(id),
        ...start.oddities?.[id]?.teams,
      })),
    ));
  if (teams) teams.world.limited = false;
  const adapters: ChatAdapter[] = [
    ...(slack
      ? [
          slackAdapter({
            botToken: slack.botToken,
            signingSecrets: [slack.signingSecret],
            apiUrl: slack.apiUrl,
            server,
            log,
          }),
        ]
      : []),
    ...(teams
      ? [
          teamsAdapter({
            bot: teams.bot,
            server,
            places: {
              get: ({ space, user }) => store.mark(`teams/${space}/${user}`),
              put: ({ space, user }, reference) => store.setMark(`teams/${space}/${user}`, reference),
            },
            log,
          }),
        ]
      : []),
  ];
  const directory = directoryOf(store);
  if ((await store.directory()).people.length === 0) {
    const own = people.map(({ id }) => ({ person: id, posts: posts.filter((post) => post.person === id) }));
    const change = { people, units, posts: own, deputies, roles };
    await store.commit({
      key: 'chart',
      at: now(),
      cases: [],
      directory: change,
      facts: [],
      slots: [],
      timers: [],
      homes: [],
    });
  }
  const links = createLinks(generateKeyPairSync('ed25519').privateKey, () => 'https://mamori.example.jp');
  const handle = createHandle({ store, adapters, emailDomains: ['example.jp'], now, log, links });
  const deliverer = createDeliverer({
    outbox: store.outbox,
    adapters,
    directory,
    lastSeen: store.lastSeen,
    homeCard: handle.homeCard,
    giveUp: createGiveUp({ store, directory, now, log }),
    limiter: createLimiter({ slack: undefined, teams: undefined, console: undefined }),
    metrics: createMetrics(),
    log,
    worker: 'two',
    real: Date.now,
    random: Math.random,
  });
  const receive: Receive = async (intent) => {
    const reply = await handle.receive(intent);
    deliverer.nudge();
    return reply;
  };
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  slack?.sendTo(`${address}/slack/events`);
  teams?.sendTo(`${address}/api/messages`);
  for (const adapter of adapters) await adapter.start(receive);
  await store.outbox.reroute(
    adapters.map(({ platform }) => platform),
    Date.now(),
  );
  deliverer.start();
  for (const id of [...(start.teams ?? []), ...guests]) await teams?.install(teamsId(id));
  // A platform says nothing by itself of bots and of people from elsewhere.
  const usual = (start.slack ?? []).filter((id) => start.oddities?.[id] === undefined).map(slackId);
  const known = (): Promise<boolean> =>
    store.directory().then(({ accounts }) => usual.every((id) => accounts.some(({ user }) => user === id)));
  while (!(await known())) await new Promise((resolve) => setTimeout(resolve, 10));

  const fromTeams = () => {
    if (!teams) throw new Error('Teams is not there');
    return teams;
  };
  const fromSlack = () => {
    if (!slack) throw new Error('Slack is not there');
    return slack;
  };
  return {
    store,
    folder,
    url: place.url,
    receive,
    get slack() {
      return fromSlack();
    },
    get teams() {
      return fromTeams();
    },
    /** The newest card in somebody's Teams chat that shows all these texts; waits for it. */
    onTeams: (person: string, ...texts: readonly string[]): Promise<FakeMessage> =>
      eventually(
        () => {
          const shows = ({ card }: FakeMessage) => texts.every((text) => wordsOf(card).includes(text));
          const found = fromTeams().messages(teamsId(person)).findLast(shows);
          return found && structuredClone(found);
        },
        `a card for ${person} with ${texts.join('、')}`,
      ),
    teamsTexts: (person: string): string[] =>
      fromTeams()
        .messages(teamsId(person))
        .map(({ card }) => wordsOf(card)),
    onSlack: (person: string, text: string) => fromSlack().dm(slackId(person)).card(text),
    close: async (keep = false) => {
      await deliverer.stop();
      for (const adapter of adapters) await adapter.stop();
      await server.close();
      await Promise.all([slack?.close(), teams?.close()]);
      await store.close();
      if (keep) return;
      await place.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type TwoPlatforms = Awaited<ReturnType<typeof twoPlatforms>>;

/** A takeout as somebody fills it in, by the labels of the form. */
export const typedTakeout = {
  種類: 'ノートPC',
  '品名・内容': '貸出用ノート',
  機密性: '機密性1',
  完全性: '完全性1',
  可用性: '可用性1',
  個人情報: '含まない',
  マイナンバー: '含まない',
  目的: '相談会で使うため',
  持出先: '港町会館',
  経路: '電車',
  持出日: '2026-06-02',
  返却予定日: '2026-06-03',
  保護の方法: ['施錠ケース'],
};
