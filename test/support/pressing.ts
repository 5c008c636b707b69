import { pause } from '../../src/app/wait.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import type { FakeSlack } from './fake-slack/index.ts';
import { pressed } from './fake-slack/payloads.ts';

let presses = 0;

export type Pressed = { ms: number; status: number; saved: boolean };

/** A press on a button of a case there is none of, which writes what was tried; how long the answer took, and what it said. */
export const press = async (slack: FakeSlack, user: string): Promise<Pressed> => {
  const before = slack.privately(user).length;
  const began = performance.now();
  const action = { do: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 };
  const sent = await slack.wire.send('interactive', pressed(slack, user, action, `1800000000.${presses++}`));
  const ms = performance.now() - began;
  await pause(100);
  const said = `${sent.body}${[...slack.privately(user)].slice(before).join('')}`;
  return { ms, status: sent.status, saved: !said.includes(couldNotSave) };
};

/** A sentence written to the bot; Slack would send it again until it is taken. */
export const write = async (slack: FakeSlack, user: string): Promise<Omit<Pressed, 'saved'>> => {
  const began = performance.now();
  const told = { type: 'message', channel: `D-${user}`, channel_type: 'im', user, text: 'ヘルプ', ts: `19.${presses}` };
  const sent = await slack.event(told, { event_id: `Ev-pressing-${presses++}` });
  return { ms: performance.now() - began, status: sent.status };
};
