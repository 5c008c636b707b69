import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const open = (person: string) => world.ask(person, { type: 'open', form: 'together/new', context: {} });
const offered = (reply: Reply): string[] => {
  const field = reply.kind === 'form' ? reply.form.fields[0] : undefined;
  return field?.kind === 'choices' ? field.options.map(({ value }) => value) : [];
};
const tick = (person: string, chosen: readonly string[], once = 'o1') =>
  world.ask(person, { type: 'submit', form: 'together/new', context: { once }, values: { chosen } });
const secret: RawValues = { confidentiality: '2' };
const status = async (n: number) => (await world.store.loadCase(`takeout-2026-${n}`))?.status;

describe('several approved at once', () => {
  it('are offered from 私の番 without those of 機密性2, and each is a decision and a record of its own', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    expect(textOf(await world.homeCard('leader'))).not.toContain('まとめて承認');
    await world.submit('colleague', 'takeout/new', aTakeout());
    await world.submit('staff', 'takeout/new', aTakeout(secret));
    expect(textOf(await world.homeCard('leader'))).toContain('まとめて承認');
    const list = offered(await open('leader'));
    expect(list).toEqual(['takeout-2026-1@1', 'takeout-2026-2@1']);
    await tick('leader', list);
    expect(textOf(world.rings('leader').at(-1)!)).toContain('2件を承認しました');
    for (const n of [1, 2]) {
      expect(await status(n)).toBe('approved');
      const record = (await world.store.ledger.recordsOf(`takeout-2026-${n}`)).at(-1);
      expect(record).toMatchObject({ type: 'request.approved', actor: 'leader' });
    }
    expect(await status(3)).toBe('pending');
  });

  it('are checked again one by one: 機密性2, an older form, somebody else’s, one’s own', async () => {
    await world.submit('staff', 'takeout/new', aTakeout(secret));
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.submit('leader', 'takeout/new', aTakeout());
    await world.submit('staff', 'takeout/new', aTakeout());
    await tick('leader', ['takeout-2026-1@1', 'takeout-2026-2@7', 'takeout-2026-3@1', 'takeout-2026-4@1', '../x@1']);
    const said = textOf(world.rings('leader').at(-1)!);
    expect(said).toContain('1件を承認しました');
    expect(said).toContain('まとめて承認できません');
    expect(said).toContain('ご自分の申請');
    expect(await Promise.all([1, 2, 3, 4].map(status))).toEqual(['pending', 'pending', 'pending', 'approved']);
    await tick('colleague', ['takeout-2026-2@1'], 'o2');
    expect(await status(2)).toBe('pending');
  });

  it('ask for a tick where there is none, and change nothing when the form comes twice', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.submit('colleague', 'takeout/new', aTakeout());
    expect(JSON.stringify(await tick('leader', []))).toContain('1件以上選んで');
    await tick('leader', ['takeout-2026-1@1']);
    await tick('leader', ['takeout-2026-1@1']);
    const approved = (await world.store.ledger.recordsOf('takeout-2026-1')).filter(({ type }) =>
      type.endsWith('approved'),
    );
    expect(approved).toHaveLength(1);
  });

  it('are nothing to somebody with nothing to approve', async () => {
    expect(JSON.stringify(await open('staff'))).toContain('まとめて承認できるものは、いまありません');
  });
});

describe('what was decided on requests like it', () => {
  const decideOne = async (n: number, how: 'yes' | 'if' | 'no') => {
    await world.submit('staff', 'takeout/new', aTakeout());
    const id = `takeout-2026-${n}`;
    if (how === 'yes') await world.press('leader', id, '承認');
    if (how === 'no') await world.fill('leader', id, '却下', { said: '要らないため' });
    if (how === 'if') {
      await world.fill('leader', id, '条件付き承認', { conditions: '二人で運ぶ', until: '' });
      await world.press('staff', id, '条件を受け入れる');
    }
  };

  it('stands on the approver’s card: counts and conditions of the last year in the same 部', async () => {
    await decideOne(1, 'yes');
    await decideOne(2, 'if');
    await decideOne(3, 'no');
    await world.submit('staff2', 'takeout/new', aTakeout());
    const card = textOf(world.card('leader2', 'takeout-2026-4'));
    expect(card).toContain('この1年で同じ部の似た申請: 承認2・却下1');
    expect(card).toContain('付いた条件: 二人で運ぶ');
    expect(textOf(world.card('staff2', 'takeout-2026-4'))).not.toContain('似た申請');
  });

  it('counts neither what is unlike it nor what another 部 decided, and is gone once decided', async () => {
    await decideOne(1, 'yes');
    await world.submit('staff', 'takeout/new', aTakeout({ 'items.0.type': 'paper' }));
    expect(textOf(world.card('leader', 'takeout-2026-2'))).not.toContain('似た申請');
    await world.submit('clerk', 'takeout/new', aTakeout());
    expect(textOf(world.card('infra', 'takeout-2026-3'))).not.toContain('似た申請');
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.press('leader', 'takeout-2026-4', '承認');
    expect(JSON.stringify((await world.store.loadCase('takeout-2026-4'))?.state)).not.toContain('similar');
  });
});
