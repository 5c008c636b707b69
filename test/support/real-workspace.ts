import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../src/app/ports.ts';
import { aPost } from './chart.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack/index.ts';
import { placeAt } from './place.ts';

const staffOf = (count: number): string[] => Array.from({ length: count }, (_, n) => `staff${n}`);

export type Workspace = {
  slack: FakeSlack;
  folder: string;
  store: Store;
  /** Where the bots keep the copies of the seals. */
  copies: string;
  env: Record<string, string>;
  close: () => Promise<void>;
};

/** A workspace with a chief, a head, one leader and some staff, and a real database that knows them: its own, or `database`. */
export const openWorkspace = async (staff: number, database?: string): Promise<Workspace> => {
  const posts = [
    aPost({ person: 'chief', unit: 'top', position: '常務理事' }),
    aPost({ person: 'head', unit: 'bu', position: '部長' }),
    aPost({ person: 'leader', unit: 'group', position: 'グループリーダー' }),
    ...staffOf(staff).map((person) => aPost({ person, unit: 'group' })),
  ];
  const people = posts.map(({ person }) => ({ id: person, name: person, email: `${person}@example.jp`, phone: '' }));
  const bot = { id: 'U0BOT', name: '守り', bot: true };
  const slack = await startFakeSlack([bot, ...people.map(({ id, name, email }) => ({ id: `U-${id}`, name, email }))]);
  const folder = mkdtempSync(join(tmpdir(), 'mamori-workspace-'));
  const place = database === undefined ? await placeAt(join(folder, 'mamori.db')) : undefined;
  const url = database ?? place?.url ?? '';
  const store = await openStore(url, { lock: false });
  await store.commit({
    key: 'test/chart',
    at: new Date().toISOString(),
    cases: [],
    directory: {
      people,
      units: [
        { id: 'top', bu: '', group: '' },
        { id: 'bu', bu: '総務部', group: '' },
        { id: 'group', bu: '総務部', group: '総務グループ' },
      ],
      posts: posts.map((one) => ({ person: one.person, posts: [one] })),
      accounts: people.map(({ id, email }) => ({
        platform: 'slack',
        space: slack.team,
        user: `U-${id}`,
        person: id,
        email,
        kind: 'member',
        active: true,
      })),
      roles: { securityManagerUnit: 'bu', infrastructureManagerUnit: 'group' },
    },
    facts: [],
    slots: [],
    timers: [],
    homes: [],
  });
  return {
    slack,
    folder,
    store,
    copies: join(folder, url.startsWith('file:') ? '' : 'data', 'seals.jsonl'),
    env: {
      DATABASE_URL: url,
      SEAL_KEY_FILE: join(folder, 'seal.key'),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      EMAIL_DOMAINS: 'example.jp',
      LOG_LEVEL: 'warn',
    },
    close: async () => {
      await store.close();
      await slack.close();
      await place?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
