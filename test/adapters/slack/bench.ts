import { type FastifyInstance, fastify } from 'fastify';
import { type SlackAdapter, type SlackOptions, slackAdapter } from '../../../adapters/slack/index.ts';
import { silentLog } from '../../../src/app/log.ts';
import type { Receive } from '../../../src/app/ports.ts';
import type { RawValues } from '../../../src/core/form.ts';
import type { AdapterBench, SeenForm } from '../../support/adapter-bench.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack/index.ts';
import { inputsOf, textOf } from '../../support/fake-slack/look.ts';
import { eventually } from '../../support/fake-slack/people.ts';
import type { FakeMember, FakeView } from '../../support/fake-slack/world.ts';

export const people: readonly FakeMember[] = [
  { id: 'U-tanaka', name: '田中 一郎', email: 'tanaka@example.or.jp' },
  { id: 'U-suzuki', name: '鈴木 花子', email: 'suzuki@example.or.jp' },
  { id: 'U-guest', name: '来客', email: 'guest@example.com', guest: true },
  { id: 'U-left', name: '退職 済', email: 'left@example.or.jp', deleted: true },
  { id: 'U-robot', name: 'ロボット', bot: true },
  { id: 'U-other', name: '他社 太郎', email: 'other@example.com', team: 'T0OTHER' },
  { id: 'U0BOT', name: '守り', bot: true },
];

export type Desk = {
  slack: FakeSlack;
  adapter: SlackAdapter;
  server: FastifyInstance;
  refusals: () => number;
  close(): Promise<void>;
};

/** The real adapter, with real Bolt, over HTTP or Socket Mode, before a fake Slack. */
export const openDesk = async (
  receive: Receive,
  options: Partial<SlackOptions> & { socket?: boolean; slack?: FakeSlack } = {},
): Promise<Desk> => {
  const { socket = false, slack: given, ...over } = options;
  const slack = given ?? (await startFakeSlack(people));
  const server = fastify({ forceCloseConnections: true });
  let refusals = 0;
  const adapter = slackAdapter({
    botToken: slack.botToken,
    signingSecrets: [slack.signingSecret],
    ...(socket ? { appToken: slack.appToken } : {}),
    apiUrl: slack.apiUrl,
    server,
    log: silentLog,
    refused: () => {
      refusals += 1;
    },
    ...over,
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  slack.sendTo(`${address}/slack/events`);
  if (socket) slack.useSocket();
  await adapter.start(receive);
  if (socket) await eventually(() => (adapter.unready() === undefined ? true : undefined), 'a connection');
  return {
    slack,
    adapter,
    server,
    refusals: () => refusals,
    close: async () => {
      await adapter.stop();
      await server.close();
      await slack.close();
    },
  };
};

const someone = 'U-tanaka';

const seenForm = (view: FakeView): SeenForm => ({
  title: view.title,
  labels: inputsOf(view).map(({ label }) => label.replace(/#\d+$/, '')),
  text: [textOf(view.blocks), ...Object.values(view.errors)].join('\n'),
  values: Object.fromEntries(
    Object.entries(view.state).map(([name, block]) => {
      const state = Object.values(block)[0] as Record<string, unknown> & { selected_option?: { value: string } };
      return [name, state.value ?? state.selected_date ?? state.selected_option?.value ?? ''];
    }),
  ) as RawValues,
});

/** The adapter as the shared contract looks at it: one person in front of a Slack client. */
export const slackBench = async (receive: Receive, socket = false): Promise<AdapterBench> => {
  const { slack, adapter, close } = await openDesk(receive, { socket });
  let windowsSeen = 0;
  const newestAnswer = (): string | undefined => slack.privately(someone).at(-1);
  return {
    adapter,
    close,
    someone: { platform: 'slack', space: slack.team, user: someone },
    cards: async () => slack.dm(someone).cards(),
    home: () => slack.home(someone),
    command: async (sentence) => void (await slack.command(someone, sentence)),
    press: async (label, typed) => {
      const card = slack.dm(someone).cards().at(-1);
      if (slack.world.modals.get(someone)?.length) await slack.pressInForm(someone, label, typed);
      else if (card) await slack.click(someone, card, label);
    },
    answer: () => eventually(newestAnswer, 'a private answer'),
    form: async () => {
      const calls = () => slack.calls('views.open').length + slack.calls('views.update').length;
      const view = await eventually(() => {
        const open = slack.world.modals.get(someone)?.at(-1);
        return open && (calls() > windowsSeen || Object.keys(open.errors).length > 0) ? open : undefined;
      }, 'a form');
      windowsSeen = calls();
      return seenForm(view);
    },
    submit: async (typed) => void (await slack.submit(someone, typed)),
  };
};
