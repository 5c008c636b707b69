import type { FakeSlack } from './index.ts';

type Payload = Record<string, unknown>;

const from = (slack: FakeSlack, user: string) => ({
  team: { id: slack.team, domain: 'mamori-test' },
  api_app_id: 'A0MAMORI',
  user: { id: user, username: user, team_id: slack.team },
});

/** A button pressed on a card, whatever the card says: what a forged request would carry, too. */
export const pressed = (slack: FakeSlack, user: string, action: object, actionTs: string): Payload => {
  const response = `raw-${actionTs}-${user}`;
  slack.world.responseUrls.set(response, { user, uses: 0 });
  return {
    ...from(slack, user),
    type: 'block_actions',
    trigger_id: `raw.${actionTs}`,
    response_url: `${new URL(slack.apiUrl).origin}/respond/${response}`,
    container: { type: 'message', message_ts: '1700000100.000001', channel_id: `D-${user}` },
    channel: { id: `D-${user}`, name: 'directmessage' },
    actions: [
      {
        type: 'button',
        action_id: 'card/9/0',
        block_id: 'b',
        action_ts: actionTs,
        text: { type: 'plain_text', text: '―' },
        value: JSON.stringify(action),
      },
    ],
  };
};

type Sent = { form: string; context: object; values: Readonly<Record<string, string>> };

/** A window sent in, without having been opened. */
export const sentIn = (slack: FakeSlack, user: string, { form, context, values }: Sent, trigger: string): Payload => ({
  ...from(slack, user),
  type: 'view_submission',
  trigger_id: trigger,
  view: {
    id: 'V0RAW',
    type: 'modal',
    hash: 'hash.raw',
    private_metadata: JSON.stringify({ form, context }),
    blocks: Object.keys(values).map((name) => ({ type: 'input', block_id: name })),
    state: {
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { [name]: { type: 'plain_text_input', value } }]),
      ),
    },
  },
});
