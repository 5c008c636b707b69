import markdownIt from 'markdown-it';
import { afterEach, describe, expect, it } from 'vitest';
import { hands } from '../support/hands.ts';
import { type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

const id = 'takeout-2026-1';
let world: TwoPlatforms;
afterEach(() => world.close());

const submit = async (n: number, purpose = '相談会で使うため'): Promise<void> => {
  const actor = { platform: 'teams', space: world.teams.tenant, user: teamsId('staff') } as const;
  const values = aTakeout({ purpose });
  const ask = { type: 'submit', form: 'takeout/new', context: { once: `ask-${n}` }, values } as const;
  await world.receive({ key: `ask-${n}`, actor, ask });
};

const eventually = async (look: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 10)))
    if (await look()) return;
  expect(await look(), what).toBe(true);
};

describe('what Teams sends more than once (promise 4)', () => {
  const press = (verb: string, version: number) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'm-1',
    value: { action: { type: 'Action.Execute', verb, data: { action: { do: 'press', verb, case: id, version } } } },
  });
  const form = (name: string, version: number, values: Readonly<Record<string, string>>) => ({
    type: 'invoke',
    name: 'task/submit',
    value: {
      data: {
        form: { name, context: { case: id, version, once: name }, fields: Object.keys(values), lists: [] },
        ...values,
      },
    },
  });
  const said = (text: string) => ({ type: 'message', text });
  const story: readonly (readonly [who: string, what: object])[] = [
    ['staff', said('私の番')],
    ['leader', press('approve', 1)],
    ['staff', form('takeout/giveBack', 1, { erased: 'none' })],
    ['leader', form('takeout/notReturned', 2, { said: 'まだ見ていない' })],
    ['leader', said('申請状況')],
  ];

  /** Everything that stands after the story, each activity delivered this often: under its own id, then under new ones. */
  const told = async (times: number): Promise<string> => {
    world = await twoPlatforms({ teams: ['staff', 'leader'] });
    await submit(1);
    for (const [at, [who, what]] of story.entries()) {
      const once = world.teams.activity(teamsId(who), { ...what, id: `f:${at}` });
      for (let n = 0; n < times; n++) {
        const renamed = n > 2 && 'name' in what ? { ...once, id: `f:${at}-${n}` } : once;
        expect((await world.teams.post(renamed)).status).toBe(200);
      }
    }
    const records = await world.store.ledger.recordsOf(id);
    const state = [
      await world.store.findCases({}),
      records.map(({ type, data, actor }) => [type, JSON.parse(data), actor]),
    ];
    // Digests of details are salted: never the same twice.
    return JSON.stringify(state, (name, value) => (name === 'details' ? '' : value));
  };

  it('leaves the same behind as what it sends once: cases and records byte for byte', async () => {
    const once = await told(1);
    await world.close();
    expect(await told(5)).toBe(once);
  }, 60_000);
});

describe('a card that stands twice (promise 5)', () => {
  it('decides once: the other copy says who was faster', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'] });
    await submit(1);
    const card = await world.onTeams('leader', '承認のお願い');
    const chat = world.teams.world.messages.get(teamsId('leader')) ?? [];
    const copy = { ...structuredClone(card), id: '17-older' };
    chat.unshift(copy);
    await world.teams.press(teamsId('leader'), card, '承認');
    await world.teams.press(teamsId('leader'), copy, '承認');
    expect(world.teams.said(teamsId('leader')).at(-1)).toContain('leaderさんが');
    const types = (await world.store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'request.approved')).toHaveLength(1);
  });
});

describe('what people type (promise 12)', () => {
  const nasty = [
    '<at>leader</at> <script>alert(1)</script> &lt;at&gt;',
    '[ここ](https://evil.example) ![絵](https://evil.example/x.png)',
    'https://evil.example/login と **太字** _斜体_ ~~取消~~ `code`',
    '# 見出し',
    '- 箇条書き',
    '1. 番号',
    '> 引用',
    '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
    '\u202egpj.exe',
    'a\u0000b',
  ];

  it('stands on the approver’s card as it was typed: no mention, link, picture, heading or function', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'] });
    const markdown = markdownIt({ html: true, linkify: false });
    for (const [n, purpose] of nasty.entries()) {
      await submit(n + 1, purpose);
      const { card } = await world.onTeams('leader', `2026-${String(n + 1).padStart(4, '0')} 承認のお願い`);
      const facts = (card.body as { type: string; facts?: { title: string; value: string }[] }[]).flatMap(
        ({ facts: rows }) => rows ?? [],
      );
      const value = facts.find(({ title }) => title === '目的')?.value ?? '';
      const drawn = markdown.render(value);
      expect(drawn.replace(/<\/?p>/g, ''), purpose).not.toMatch(/<[a-z]/);
      expect(value).not.toMatch(/\{\{DATE/);
      expect(JSON.stringify(card)).not.toMatch(/Action\.OpenUrl|"entities"|\\u0000|\u202e/);
    }
  });
});

describe('somebody who has blocked the app (promise 16)', () => {
  it('costs one request, is parked with the reason, and one person who can act is told once', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader', 'head', 'infra'] });
    const { teams } = world;
    await world.onTeams('leader', '私の番');
    teams.world.blocked.add(teamsId('leader'));
    const before = teams.world.calls.filter(({ user }) => user === teamsId('leader')).length;
    for (let n = 1; n <= 10; n++) await submit(n);
    const notices = (): string[] => world.teamsTexts('infra').filter((words) => words.includes('leader'));
    await eventually(() => notices().length > 0, 'a notice');
    await new Promise((done) => setTimeout(done, 300));
    expect(notices()).toHaveLength(1);
    expect(teams.world.calls.filter(({ user }) => user === teamsId('leader')).length - before).toBeLessThanOrEqual(3);
  });
});

describe('a person in the personal chat', () => {
  it('sees whose turn it is on one home card that is always true', async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader'] });
    await submit(1);
    await world.onTeams('leader', '私の番(1件)');
    await hands.teams(world).press('leader', { verb: 'approve', case: id, version: 1 });
    await eventually(
      () =>
        world
          .teamsTexts('leader')
          .filter((words) => words.startsWith('守り Mamori'))
          .every((words) => !words.includes('私の番(1件)')),
      'the home card without the decided one',
    );
    expect(world.teamsTexts('leader').filter((words) => words.startsWith('守り Mamori'))).toHaveLength(1);
  });
});
