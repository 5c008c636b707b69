import { createHmac } from 'node:crypto';
import { createHandle } from '../../src/app/handle.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Store } from '../../src/app/ports.ts';
import { aTakeout } from '../support/world.ts';
import type { Shot } from './load.ts';

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Pending requests to approve, made by the pipeline itself; resolves to their ids. */
export const makeCases = async (store: Store, team: string, count: number): Promise<string[]> => {
  const now = () => new Date().toISOString();
  const handle = createHandle({ store, adapters: [], emailDomains: ['example.jp'], now, log: silentLog });
  const values = aTakeout({ from: dayFromNow(2), until: dayFromNow(3) });
  for (let from = 0; from < count; from += 64) {
    const some = Array.from({ length: Math.min(64, count - from) }, (_, n) => from + n);
    await Promise.all(
      some.map((n) =>
        handle.receive({
          key: `bench/${n}`,
          actor: { platform: 'slack', space: team, user: `U-staff${n % 16}` },
          ask: { type: 'submit', form: 'takeout/new', context: { once: `bench${n}` }, values },
        }),
      ),
    );
  }
  const ids: string[] = [];
  for (
    let page = await store.findCases({});
    page.length > 0;
    page = await store.findCases({ after: ids.at(-1) ?? '' })
  ) {
    ids.push(...page.map(({ id }) => id));
  }
  return ids;
};

/** As on any working day: what is pending has long been told to everybody it concerns. */
export const deliverAll = async ({ outbox }: Store, team: string): Promise<void> => {
  const worker = 'bench';
  for (;;) {
    const rows = await outbox.claim({ worker, now: Date.now(), leaseMs: 60_000, limit: 500 });
    if (rows.length === 0) return;
    const told = rows.map((row) => {
      const user = 'person' in row.to ? `U-${row.to.person}` : row.to.account.user;
      const ref = JSON.stringify({ channel: `D-${user}`, ts: '1700000100.000001' });
      return outbox.done(row, worker, { account: { platform: 'slack', space: team, user }, ref });
    });
    await Promise.all(told);
  }
};

/** About as much as Slack really sends along with a click: 3.9 kB. */
const filler = Array.from({ length: 9 }, (_, n) => ({
  type: 'section',
  block_id: `b${n}`,
  text: {
    type: 'mrkdwn',
    text: `*持ち出すもの*\nノートPC: 貸出用ノート(PC-${n})、機密性1・完全性1・可用性1`,
    verbatim: false,
  },
}));

const payload = (team: string, id: string, number: number): object => ({
  type: 'block_actions',
  user: { id: 'U-leader', username: 'leader', name: 'leader', team_id: team },
  api_app_id: 'A0MAMORI',
  token: 'unused',
  container: { type: 'message', message_ts: '1700000100.000001', channel_id: 'D-U-leader', is_ephemeral: false },
  trigger_id: `bench.${number}.${id}`,
  team: { id: team, domain: 'mamori-test' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: 'D-U-leader', name: 'directmessage' },
  message: { type: 'message', ts: '1700000100.000001', bot_id: 'B0BOT', text: '', team, blocks: filler },
  state: { values: {} },
  actions: [
    {
      type: 'button',
      action_id: 'approve',
      block_id: 'b9',
      action_ts: `1700000200.${String(number).padStart(6, '0')}`,
      text: { type: 'plain_text', text: '承認', emoji: true },
      value: JSON.stringify({ do: 'press', verb: 'approve', case: id, version: 1 }),
    },
  ],
});

const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** Signed now: they hold for five minutes. */
export const signedClicks = (secret: string, team: string, ids: readonly string[]): Shot[] =>
  ids.map((id, number) => {
    const body = new URLSearchParams({ payload: JSON.stringify(payload(team, id, number)) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(secret, timestamp, body),
    };
    return { body, headers };
  });
