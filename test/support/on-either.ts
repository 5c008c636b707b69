import type { RawValues } from '../../src/core/form.ts';
import type { Fields } from '../../src/core/form-schema.ts';
import { buttonsOf, wordsOf } from './fake-teams/look.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from './two-platforms.ts';

/** People of the usual chart who take part. */
const everybody = ['staff', 'colleague', 'leader', 'head', 'infra', 'security', 'chief'];

/** The labels of a form with what is entered in each, as somebody sees and types it. */
export const typedIn = (fields: Fields, raw: RawValues): RawValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = raw[name];
      return value === undefined || value.length === 0 ? [] : [[field.label, value]];
    }),
  );

/** The same story on one platform or the other: what people send, press, fill in and see. */
export const onEither = async (platform: 'slack' | 'teams') => {
  const world: TwoPlatforms = await twoPlatforms({ [platform]: everybody });
  const onSlack = platform === 'slack';

  const submit = async (person: string, typed: RawValues): Promise<void> => {
    if (onSlack) {
      await world.slack.modal(slackId(person));
      await world.slack.submit(slackId(person), typed);
    } else {
      await world.teams.submit(teamsId(person), '送信', typed);
      const left = world.teams.dialog(teamsId(person));
      if (left && wordsOf(left.card).includes('直して、もう一度'))
        throw new Error(`the form stayed open: ${wordsOf(left.card)}`);
    }
  };
  const press = async (person: string, shows: string, label: string): Promise<void> => {
    if (onSlack) await world.slack.click(slackId(person), await world.onSlack(person, shows), label);
    else await world.teams.press(teamsId(person), await world.onTeams(person, shows), label);
  };

  return {
    /** Writes to the bot. */
    say: async (person: string, text: string): Promise<void> => {
      if (onSlack) await world.slack.say(slackId(person), text);
      else await world.teams.say(teamsId(person), text);
    },
    store: world.store,
    close: () => world.close(),
    press,
    /** Sends a word, opens the form it leads to, and sends that. */
    ask: async (person: string, word: string, typed: RawValues): Promise<void> => {
      if (onSlack) await world.slack.command(slackId(person), word);
      else {
        await world.teams.say(teamsId(person), word);
        await press(person, 'の申請', 'フォームを開く');
      }
      await submit(person, typed);
    },
    /** Opens the form behind a button of the newest card that shows the text, and sends it. */
    fill: async (person: string, shows: string, label: string, typed: RawValues): Promise<void> => {
      await press(person, shows, label);
      await submit(person, typed);
    },
    /** Waits for a card with the text; answers its buttons. */
    sees: async (person: string, text: string): Promise<readonly string[]> =>
      onSlack ? (await world.onSlack(person, text)).buttons : buttonsOf((await world.onTeams(person, text)).card),
  };
};

export type Either = Awaited<ReturnType<typeof onEither>>;
