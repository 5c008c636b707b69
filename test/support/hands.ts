import type { Action } from '../../src/core/card.ts';
import type { FormContext } from '../../src/core/form.ts';
import type { Shown } from './fake-slack/look.ts';
import { channelOf } from './fake-slack/world.ts';
import { wordsOf } from './fake-teams/look.ts';
import { slackId, type TwoPlatforms, teamsId } from './two-platforms.ts';

type Press = Omit<Extract<Action, { do: 'press' }>, 'do'>;

/** Somebody's hands on one platform, over its own wire: they press and send whatever a card could carry, their own or forged. */
export type Hand = {
  /** Each press is a new one to the platform: another id, another time. Answers the HTTP status. */
  press(person: string, what: Press, message?: string): Promise<number>;
  open(person: string, form: string, context: FormContext): Promise<number>;
  submit(person: string, form: string, context: FormContext, values: Readonly<Record<string, string>>): Promise<number>;
  /** Everything this person was told privately or has on screen, oldest first. */
  told(person: string): readonly string[];
};

export const onTeams = (world: TwoPlatforms): Hand => {
  const answers = new Map<string, string[]>();
  const invoke = async (person: string, name: string, value: object, over = {}): Promise<number> => {
    const answer = await world.teams.invoke(teamsId(person), name, value, over);
    const shown = answer.json?.task?.value?.card?.content;
    const words = shown ? wordsOf(shown) : String(answer.json?.value?.message ?? answer.json?.value ?? '');
    answers.set(person, [...(answers.get(person) ?? []), words]);
    return answer.status;
  };
  const sent = (action: Action) => ({ action });
  return {
    press: (person, what, message = 'm-1') => {
      const data = sent({ do: 'press', ...what });
      const action = { type: 'Action.Execute', verb: what.verb, data };
      return invoke(person, 'adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: message });
    },
    open: (person, form, context) => {
      const data = { msteams: { type: 'task/fetch' }, ...sent({ do: 'open', form, ...context }) };
      return invoke(person, 'task/fetch', { data, context: { theme: 'dark' } });
    },
    submit: (person, form, context, values) => {
      const asked = { name: form, context, fields: Object.keys(values), lists: [] };
      return invoke(person, 'task/submit', { data: { form: asked, ...values }, context: { theme: 'dark' } });
    },
    told: (person) => [...(answers.get(person) ?? []), ...world.teamsTexts(person)],
  };
};

export const onSlack = (world: TwoPlatforms): Hand => {
  const card = (person: string, action: Action): Shown => {
    const value = JSON.stringify(action);
    const button = { type: 'button', action_id: 'card/0/0', text: { type: 'plain_text', text: '押す' }, value };
    const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }];
    const user = slackId(person);
    return { user, on: { message: '1.1', channel: channelOf(user) }, text: '', buttons: ['押す'], blocks };
  };
  const click = async (person: string, action: Action): Promise<number> =>
    (await world.slack.click(slackId(person), card(person, action), '押す')).status;
  return {
    press: (person, what) => click(person, { do: 'press', ...what }),
    open: (person, form, context) => click(person, { do: 'open', form, ...context }),
    submit: async (person, form, context, values) => {
      const user = slackId(person);
      const names = Object.keys(values);
      const element = (name: string) => ({ type: 'plain_text_input', action_id: name });
      const label = { type: 'plain_text', text: 'x' };
      world.slack.world.modals.set(user, [
        {
          id: world.slack.world.next('V'),
          user,
          hash: 'h',
          type: 'modal',
          callback_id: '',
          private_metadata: JSON.stringify({ form, context }),
          title: form,
          blocks: names.map((name) => ({ type: 'input', block_id: name, label, element: element(name) })),
          errors: {},
          state: Object.fromEntries(
            names.map((name) => [name, { [name]: { type: 'plain_text_input', value: values[name] } }]),
          ),
        },
      ]);
      return (await world.slack.submit(user, {})).status;
    },
    told: (person) => {
      const user = slackId(person);
      const windows = world.slack.world.modals.get(user) ?? [];
      const cards = world.slack.dm(user).cards();
      return [
        ...world.slack.privately(user),
        ...windows.map(({ blocks }) => JSON.stringify(blocks)),
        ...cards.map(({ text }) => text),
      ];
    },
  };
};

export const hands = { teams: onTeams, slack: onSlack } as const;
