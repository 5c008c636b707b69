import { expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { allThereOnce } from './there-once.ts';
import { type Acknowledged, work } from './worker.ts';

const leaseMs = 15_000;
const connections = 8;

it('promise 8: what a killed bot was delivering is delivered by the next one within its lease and five seconds', async () => {
  const workspace = await openWorkspace(connections);
  const { slack, store } = workspace;
  const port = await freePort();
  const start = () => startBot({ cwd: workspace.folder, port, env: workspace.env });
  const bot = start();
  await bot.ready();
  slack.sendTo(`${bot.url}/slack/events`);
  slack.fail({ method: 'chat.postMessage', as: { kind: 'hang' }, times: 1_000 });
  const acknowledged: Acknowledged = { requests: [], approvals: [], sentences: [] };
  const count = (): number => Object.values(acknowledged).reduce((sum, list) => sum + list.length, 0);
  let going = true;
  const parts = { slack, store, acknowledged, going: () => going, ready: () => Promise.resolve() };
  const working = Array.from({ length: connections }, (_, number) => work(parts, number));
  for (const end = Date.now() + 60_000; count() < 30 && Date.now() < end; ) await pause(20);
  going = false;
  await Promise.all(working);
  await bot.kill();
  slack.heal();
  const next = start();
  await next.ready();
  const began = Date.now();
  // Each of them had one card under way; those behind it follow at the pace Slack allows.
  const users = ['U-leader', ...Array.from({ length: connections }, (_, number) => `U-staff${number}`)];
  const unheard = (): string[] => users.filter((user) => (slack.world.dms.get(user) ?? []).length === 0);
  const held = unheard().length;
  while (unheard().length > 0 && Date.now() - began < 60_000) await pause(50);
  const took = Date.now() - began;
  process.stdout.write(`${held} cards were under way when the bot was killed; the last went out after ${took} ms\n`);
  expect(held).toBe(users.length);
  expect(took).toBeLessThan(leaseMs + 5_000);
  await allThereOnce(workspace, acknowledged);
  expect(await next.stop()).toBe(0);
  await workspace.close();
});
