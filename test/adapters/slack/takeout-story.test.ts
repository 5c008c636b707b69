import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../db/open.ts';
import { createDeliverer, type Deliverer } from '../../../src/app/deliver.ts';
import { directoryOf } from '../../../src/app/directory-of.ts';
import { createHandle } from '../../../src/app/handle.ts';
import { createLimiter } from '../../../src/app/limiter.ts';
import { silentLog } from '../../../src/app/log.ts';
import { createMetrics } from '../../../src/app/metrics.ts';
import type { Receive, Store } from '../../../src/app/ports.ts';
import { platformLimits } from '../../../src/app/rate.ts';
import { chartData } from '../../support/chart.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack/index.ts';
import { eventually } from '../../support/fake-slack/people.ts';
import { type Desk, openDesk } from './bench.ts';

const now = (): string => '2026-06-01T01:00:00.000Z';

const request = {
  種類: 'ノートPC',
  '品名・内容': '貸出用 <!channel>',
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
};

/** Real Bolt over HTTP, the real pipeline and a real database; people known to Slack by their addresses alone. */
describe('a takeout from one end of Slack to the other', () => {
  let folder: string;
  let store: Store;
  let slack: FakeSlack;
  let desk: Desk;
  let deliverer: Deliverer;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mamori-slack-'));
    store = await openStore(`file:${join(folder, 'mamori.db')}`, { lock: false });
    const { people, units, posts, roles } = chartData();
    const own = people.map(({ id }) => ({ person: id, posts: posts.filter((post) => post.person === id) }));
    const directory = { people, units, posts: own, roles };
    await store.commit({ key: 'chart', at: now(), cases: [], directory, facts: [], slots: [], timers: [], homes: [] });
    slack = await startFakeSlack(people.map(({ id, name, email }) => ({ id: `U-${id}`, name, email })));
    let receive: Receive = async () => ({ kind: 'done' });
    desk = await openDesk((intent) => receive(intent), { slack });
    const adapters = [desk.adapter];
    const handle = createHandle({ store, adapters, emailDomains: ['example.jp'], now, log: silentLog });
    deliverer = createDeliverer({
      outbox: store.outbox,
      adapters,
      directory: directoryOf(store),
      homeCard: handle.homeCard,
      giveUp: async () => {},
      limiter: createLimiter(platformLimits),
      metrics: createMetrics(),
      log: silentLog,
      worker: 'w',
      real: Date.now,
      random: Math.random,
    });
    receive = async (intent) => {
      const reply = await handle.receive(intent);
      deliverer.nudge();
      return reply;
    };
    deliverer.start();
    await desk.adapter.sync();
  });
  afterEach(async () => {
    await deliverer.stop();
    await desk.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is asked for, approved once, and both cards say so', async () => {
    await slack.command('U-staff', '持ち出し');
    await slack.modal('U-staff');
    await slack.submit('U-staff', request);
    const asked = await slack.dm('U-leader').card('承認のお願い');
    expect(asked.text).toContain('貸出用 <!channel>');
    await slack.click('U-leader', asked, '承認');
    await slack.dm('U-staff').card('承認されました');
    expect((await slack.dm('U-staff').card('承認済み')).buttons).toContain('返却した');
    await eventually(() => (slack.dm('U-leader').last().buttons.includes('承認') ? undefined : true), 'a true card');
    await slack.click('U-leader', asked, '承認');
    expect(await eventually(() => slack.privately('U-leader').at(-1), 'an answer')).toContain('処理しています');
  });

  it('is decided by nobody else, whoever gets hold of the card', async () => {
    await slack.command('U-staff', '持ち出し');
    await slack.modal('U-staff');
    await slack.submit('U-staff', request);
    const asked = await slack.dm('U-leader').card('承認のお願い');
    for (const user of ['U-staff', 'U-colleague', 'U-leader2']) await slack.click(user, asked, '承認');
    expect(slack.dm('U-leader').last().buttons).toContain('承認');
    await eventually(() => slack.privately('U-colleague').at(-1), 'an answer');
  });

  it('shows what waits for the leader on the home tab', async () => {
    await slack.command('U-staff', '持ち出し');
    await slack.modal('U-staff');
    await slack.submit('U-staff', request);
    await slack.dm('U-leader').card('承認のお願い');
    await slack.openHome('U-leader');
    expect((await slack.home('U-leader')).text).toContain('2026-0001');
  });

  it('survives the faults of Slack: every card arrives, and none twice', async () => {
    slack.fail({ method: 'chat.postMessage', times: 2, as: { kind: 'reset', after: true } });
    slack.fail({ method: 'chat.postMessage', times: 1, as: { kind: 'status', status: 503 } });
    await slack.command('U-staff', '持ち出し');
    await slack.modal('U-staff');
    await slack.submit('U-staff', request);
    await slack.dm('U-leader').card('承認のお願い');
    await slack.dm('U-staff').card('承認待ち');
    await eventually(
      () => (slack.calls('conversations.history').length >= 2 ? true : undefined),
      'a look for what was in doubt',
      15_000,
    );
    await deliverer.stop();
    expect(slack.dm('U-leader').cards()).toHaveLength(1);
    expect(slack.dm('U-staff').cards()).toHaveLength(1);
  });
});
