import { afterEach, describe, expect, it } from 'vitest';
import { buttonsOf, wordsOf } from '../support/fake-teams/look.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms, typedTakeout } from '../support/two-platforms.ts';

const id = 'takeout-2026-1';
const deputies = [{ principal: 'leader', deputy: 'leader2' }];

describe('one case on two platforms', () => {
  let world: TwoPlatforms;
  afterEach(() => world.close());

  const askOnTeams = async (): Promise<void> => {
    await world.teams.command(teamsId('staff'), 'menu');
    await world.teams.submit(teamsId('staff'), '持ち出し');
    await world.teams.submit(teamsId('staff'), '送信', typedTakeout);
    expect(world.teams.dialog(teamsId('staff'))).toBeUndefined();
  };
  const eventually = async (look: () => boolean): Promise<void> => {
    for (const end = Date.now() + 3_000; Date.now() < end; await new Promise((done) => setTimeout(done, 10)))
      if (look()) return;
    expect(look()).toBe(true);
  };
  /** Cards of the case itself: neither the home nor a list, which name it too. */
  const ofCase = (text: string): boolean => /^.{0,3}持ち出し 2026-\d{4}/u.test(text.trim());
  const cardsOf = (person: string) => ({
    teams: world.teams.messages(teamsId(person)).filter(({ card }) => ofCase(wordsOf(card))),
    slack: world.slack
      .dm(slackId(person))
      .cards()
      .filter(({ text }) => ofCase(text)),
  });

  it('is asked on Teams, decided on Slack, and true everywhere; the deputy gets it where they last were', async () => {
    world = await twoPlatforms({
      chart: { deputies },
      teams: ['staff', 'leader2', 'head'],
      slack: ['leader', 'leader2', 'head'],
    });
    await world.teams.say(teamsId('leader2'), 'ヘルプ');
    await askOnTeams();
    const onSlack = await world.onSlack('leader', '貸出用ノート');
    await world.onTeams('leader2', '貸出用ノート');
    await world.slack.click(slackId('leader'), onSlack, '承認');
    await world.onTeams('staff', '承認済み');
    await eventually(() => wordsOf(cardsOf('leader2').teams[0]?.card).includes('承認済み'));
    expect(buttonsOf(cardsOf('leader2').teams[0]?.card)).not.toContain('承認');
    await eventually(() => cardsOf('leader').slack[0]?.text.includes('承認済み') === true);
    expect(cardsOf('leader2')).toMatchObject({ teams: { length: 1 }, slack: { length: 0 } });
    expect((await world.store.loadCase(id))?.status).toBe('approved');
  });

  it('follows somebody with both accounts to the one used last, card by card, never to both', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'], slack: ['leader'] });
    await world.slack.command(slackId('leader'), 'ヘルプ');
    await askOnTeams();
    await eventually(() => cardsOf('leader').slack.length === 1);
    expect(cardsOf('leader').teams).toHaveLength(0);
    await world.teams.say(teamsId('leader'), 'ヘルプ');
    await askOnTeams();
    await eventually(() => cardsOf('leader').teams.length === 1);
    expect(cardsOf('leader')).toMatchObject({ teams: { length: 1 }, slack: { length: 1 } });
  });

  it('has one decision after 50 clicks at once on both platforms', async () => {
    world = await twoPlatforms({ chart: { deputies }, teams: ['staff', 'leader2'], slack: ['leader', 'leader2'] });
    await world.teams.say(teamsId('leader2'), 'ヘルプ');
    await askOnTeams();
    const onSlack = await world.onSlack('leader', '貸出用ノート');
    const onTeams = await world.onTeams('leader2', '貸出用ノート');
    await Promise.all(
      Array.from({ length: 25 }, (_, at) => [
        world.slack.click(slackId('leader'), onSlack, '承認', { action_ts: `1700.${at}` }),
        world.teams.press(teamsId('leader2'), structuredClone(onTeams), '承認'),
      ]).flat(),
    );
    const types = (await world.store.ledger.recordsOf(id)).map((record) => record.type);
    expect(types.filter((type) => type === 'request.approved')).toHaveLength(1);
    const rung = world.teams.messages(teamsId('staff')).filter(({ card }) => wordsOf(card).includes('決めました'));
    expect(rung).toHaveLength(1);
  });

  it('goes where the person has chosen, whichever they used last', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'], slack: ['leader'] });
    await world.teams.say(teamsId('leader'), '設定');
    const offer = await world.onTeams('leader', '必要なことを順にうかがいます');
    await world.teams.press(teamsId('leader'), offer, 'フォームを開く');
    await world.teams.submit(teamsId('leader'), '送信', { お知らせを受け取るところ: 'Slack' });
    await world.teams.say(teamsId('leader'), 'ヘルプ');
    await askOnTeams();
    await world.onSlack('leader', '貸出用ノート');
    expect(cardsOf('leader')).toMatchObject({ teams: { length: 0 }, slack: { length: 1 } });
  });

  it('goes to the other account when the app is removed', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'], slack: ['leader'] });
    await world.teams.say(teamsId('leader'), 'ヘルプ');
    world.teams.world.blocked.add(teamsId('leader'));
    await askOnTeams();
    await world.onSlack('leader', '貸出用ノート');
  });

  it('re-routes open cards when a platform is turned off', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'], slack: ['staff', 'leader'] });
    await world.teams.say(teamsId('leader'), 'ヘルプ');
    await world.teams.say(teamsId('staff'), 'ヘルプ');
    await askOnTeams();
    await world.onTeams('leader', '貸出用ノート');
    const { folder } = world;
    await world.close(true);
    world = await twoPlatforms({ folder, slack: ['staff', 'leader'] });
    const card = await world.onSlack('leader', '貸出用ノート');
    await world.slack.click(slackId('leader'), card, '承認');
    await world.onSlack('staff', '承認済み');
  });
});
