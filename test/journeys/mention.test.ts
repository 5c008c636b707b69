import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/fake-slack/people.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';

const question = '家で仕事していい?';
const channel = 'C0OFFICE';

describe('a question in a Slack channel', () => {
  let world: TwoPlatforms;
  beforeEach(async () => {
    world = await twoPlatforms({ slack: ['staff', 'leader', 'head', 'security'] });
    world.slack.openChannel(channel, slackId('staff'), slackId('leader'));
  });
  afterEach(() => world.close());

  const aside = (person: string, at = 0) =>
    eventually(() => world.slack.asides(slackId(person))[at], `an answer for ${person}`);

  it('is answered to the asker alone', async () => {
    await world.slack.mention(slackId('staff'), channel, question);
    const answer = await aside('staff');
    expect(answer.text).toContain('対策基準 7(1)(オ)');
    expect(answer.buttons).toContain('共有');
    expect(world.slack.posts(channel)).toEqual([]);
    expect(world.slack.asides(slackId('leader'))).toEqual([]);
    expect(world.slack.dm(slackId('staff')).cards()).toEqual([]);
  });

  it('stays in its thread, and is shared there once when the asker says so: the clauses, and nobody’s question', async () => {
    await world.slack.mention(slackId('staff'), channel, 'はじめまして');
    const [thread] = [...(world.slack.world.channels.get(channel)?.threads ?? [])];
    await world.slack.mention(slackId('staff'), channel, question, { thread: thread! });
    const answer = await aside('staff', 1);
    expect(answer.on).toMatchObject({ aside: { thread } });
    await world.slack.click(slackId('staff'), answer, '共有');
    await world.slack.click(slackId('staff'), answer, '共有');
    const [post, more] = await eventually(() => {
      const posts = world.slack.posts(channel);
      return posts.length > 0 ? posts : undefined;
    }, 'a shared answer');
    expect(post).toMatchObject({ thread });
    expect(more).toBeUndefined();
    expect(post?.text).toContain('対策基準 7(1)(オ)');
    for (const word of [question, 'staff', '役に立った']) expect(post?.text).not.toContain(word);
    await eventually(() => world.slack.privately(slackId('staff')).find((text) => text.includes('共有済み')), 'a word');
    const shared = (await world.store.ledger.recordsOf('policy')).filter(({ type }) => type === 'policy.shared');
    expect(shared).toHaveLength(1);
  });

  it('that tells of an accident leads to the report, without a word to the channel', async () => {
    await world.slack.mention(slackId('staff'), channel, 'USBなくした');
    const answer = await aside('staff');
    expect(answer.text).toContain('件名と内容だけで送れます');
    expect(answer.buttons[0]).toBe('フォームを開く');
    expect(answer.buttons).not.toContain('共有');
    await world.slack.click(slackId('staff'), answer, 'フォームを開く');
    expect(JSON.stringify((await world.slack.modal(slackId('staff'))).blocks)).toContain('USBなくした');
    expect(world.slack.posts(channel)).toEqual([]);
  });

  it('that Slack sends again is answered once', async () => {
    const event = { ts: '1700000500.000001' };
    for (const retry of ['', '1', '2'])
      await world.slack.mention(slackId('staff'), channel, question, {
        event,
        id: 'Ev-again',
        ...(retry ? { headers: { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_timeout' } } : {}),
      });
    await aside('staff');
    await world.slack.mention(slackId('leader'), channel, question);
    await aside('leader');
    expect(world.slack.asides(slackId('staff'))).toHaveLength(1);
  });

  it('is answered in the direct conversation where the channel does not let the bot speak', async () => {
    world.slack.world.channels.get(channel)?.members.delete('U0BOT');
    await world.slack.mention(slackId('staff'), channel, question);
    const card = await world.onSlack('staff', '対策基準 7(1)(オ)');
    expect(card.buttons).not.toContain('共有');
  });

  it('with a password in it is answered with the warning, and the password stands nowhere', async () => {
    await world.slack.mention(slackId('staff'), channel, 'パスワードは kz7-Wq2x でいいですか?');
    expect((await aside('staff')).text).toContain('対策基準 7(4)(イ)②');
    expect(JSON.stringify([...world.slack.world.ephemerals.values()])).not.toContain('kz7');
  });

  it('of a bot, or an edit of what was asked, asks nothing', async () => {
    await world.slack.mention(slackId('staff'), channel, question, { event: { bot_id: 'B1' } });
    await world.slack.mention(slackId('staff'), channel, question, { event: { subtype: 'message_changed' } });
    await world.slack.mention(slackId('leader'), channel, question);
    await aside('leader');
    expect(world.slack.asides(slackId('staff'))).toEqual([]);
  });

  it('without words opens the menu', async () => {
    await world.slack.mention(slackId('staff'), channel, '');
    expect((await aside('staff')).buttons).toContain('事故の報告');
  });
});

describe('a question in a Teams channel', () => {
  const team = '19:office@thread.tacv2';
  let world: TwoPlatforms;
  beforeEach(async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader', 'head', 'security'] });
    const members = new Set(['staff', 'leader'].map(teamsId));
    world.teams.world.channels.set(team, { members, lines: [] });
  });
  afterEach(() => world.close());

  const lines = () => world.teams.world.channels.get(team)?.lines ?? [];
  const line = () => eventually(() => lines()[0], 'a line in the channel');

  it('is answered in the personal chat, and the channel hears only that', async () => {
    await world.teams.mention(teamsId('staff'), team, question);
    await world.onTeams('staff', '対策基準 7(1)(オ)');
    expect(await line()).toBe('個人チャットでお答えしました。');
    expect(world.teamsTexts('leader').join()).not.toContain('対策基準 7(1)(オ)');
  });

  it('that Teams sends again is answered once', async () => {
    for (let times = 0; times < 3; times++)
      await world.teams.mention(teamsId('staff'), team, question, { id: 'f:again' });
    await world.onTeams('staff', '対策基準 7(1)(オ)');
    await line();
    expect(lines()).toHaveLength(1);
    expect(world.teamsTexts('staff').filter((text) => text.includes('対策基準 7(1)(オ)'))).toHaveLength(1);
  });

  it('that tells of an accident leads to the report, without a word to the channel', async () => {
    await world.teams.mention(teamsId('staff'), team, 'USBなくした');
    await world.onTeams('staff', '件名と内容だけで送れます');
    await world.teams.mention(teamsId('leader'), team, question);
    await line();
    expect(lines()).toHaveLength(1);
  });

  it('of somebody who never wrote to the bot begins their personal chat', async () => {
    await world.teams.uninstall(teamsId('leader'));
    await world.teams.mention(teamsId('leader'), team, question);
    await world.onTeams('leader', '対策基準 7(1)(オ)');
    expect(await line()).toBe('個人チャットでお答えしました。');
  });

  it('of somebody who cannot be written to says once how that is put right', async () => {
    await world.teams.uninstall(teamsId('leader'));
    world.teams.world.blocked.add(teamsId('leader'));
    for (let times = 0; times < 2; times++)
      await world.teams.mention(teamsId('leader'), team, question, { id: 'f:twice' });
    expect(await line()).toContain('個人用のアプリに追加');
    expect(lines()).toHaveLength(1);
  });

  it('that does not name the bot is none of its business', async () => {
    await world.teams.mention(teamsId('staff'), team, question, { entities: [] });
    await world.teams.mention(teamsId('leader'), team, question);
    await line();
    expect(world.teamsTexts('staff').join()).not.toContain('対策基準 7(1)(オ)');
  });
});

describe('a message that is taken along into a report', () => {
  it('has its password masked when the form opens, on Slack and on Teams', async () => {
    const world = await twoPlatforms({ slack: ['staff', 'leader'], teams: ['leader', 'head'] });
    await world.slack.messageShortcut(slackId('staff'), 'incident_from_message', 'パスワードは kz7-Wq2x です');
    const view = await world.slack.modal(slackId('staff'));
    expect(JSON.stringify(view)).toContain('●●●●●●');
    expect(JSON.stringify(view)).not.toContain('kz7');
    expect(JSON.stringify(view)).toContain('パスワードを変えてください');
    await world.teams.command(teamsId('leader'), 'incidentFromMessage', {
      messagePayload: { body: { contentType: 'html', content: '<p>パスワードは kz7-Wq2x です</p>' } },
    });
    const dialog = JSON.stringify(world.teams.dialog(teamsId('leader')));
    expect(dialog).toContain('●●●●●●');
    expect(dialog).not.toContain('kz7');
    await world.close();
  });
});
