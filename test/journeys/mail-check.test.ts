import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const id = 'mailCheck-2026-1';

describe('before a mail goes to many', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const ask = (values: Record<string, string> = { checker: 'colleague', people: '60', attachment: 'yes' }) =>
    world.submit('staff', 'mailCheck/new', values);
  const types = async () => (await world.store.ledger.recordsOf(id)).map(({ type }) => type);

  it('answers 「60人に送るけど大丈夫?」 with the rule, its clause, and a second pair of eyes', async () => {
    const reply = await world.ask('staff', { type: 'say', text: '60人に送るけど大丈夫?', canOpen: 'always' });
    if (reply.kind !== 'say') throw new Error(reply.kind);
    expect(textOf(reply.card)).toContain('60人に送るときは、宛先をBccに');
    expect(textOf(reply.card)).toContain('対策基準 8(1)(タ)③');
    const open = buttonsOf(reply.card).find(({ label }) => label === '二人確認を頼む')?.action;
    if (open?.do !== 'open') throw new Error('no form');
    const { do: _, form, ...context } = open;
    const drawn = await world.ask('staff', { type: 'open', form, context });
    expect(JSON.stringify(drawn)).toContain('"value":"60"');
    const clause = buttonsOf(reply.card).find(({ label }) => label === 'きまりを読む')?.action;
    if (clause?.do !== 'press') throw new Error('no clause');
    const { do: __, ...press } = clause;
    const read = await world.ask('staff', { type: 'press', ...press });
    expect(read.kind === 'say' && textOf(read.card)).toContain('8(1)(タ)③');
  });

  it('is checked by the colleague of the sender’s choice, with nothing of the mail kept', async () => {
    expect((await ask()).kind).toBe('done');
    expect(textOf(world.card('colleague', id))).toContain('Bcc');
    await world.press('colleague', id, '確認しました');
    expect(textOf(world.card('staff', id))).toContain('colleagueさんが2026年6月1日(月) 10:00に確認しました');
    expect(world.rings('staff').some((card) => textOf(card).includes('送って大丈夫です'))).toBe(true);
    expect(await types()).toEqual(['mailCheck.asked', 'mailCheck.confirmed']);
    const kept = await world.store.ledger.detailsOf(id);
    expect(kept.every(({ text }) => text === null || text === '{}')).toBe(true);
  });

  it('comes back when something is to be put right, and is asked again', async () => {
    await ask();
    await world.press('colleague', id, '直すところがある');
    await world.press('staff', id, '直したので、もう一度');
    await world.press('colleague', id, '確認しました');
    expect(await types()).toEqual([
      'mailCheck.asked',
      'mailCheck.flagged',
      'mailCheck.askedAgain',
      'mailCheck.confirmed',
    ]);
  });

  it('is for nobody else to confirm, nor for the sender, nor with a button of an earlier round', async () => {
    await ask();
    for (const person of ['staff', 'leader', 'staff2'])
      await world.ask(person, { type: 'press', verb: 'confirm', case: id, version: 1 });
    await world.press('colleague', id, '直すところがある');
    await world.press('staff', id, '直したので、もう一度');
    await world.ask('colleague', { type: 'press', verb: 'confirm', case: id, version: 1 });
    expect((await world.store.loadCase(id))?.status).toBe('asked');
    expect((await types()).filter((type) => type === 'refused')).toHaveLength(4);
  });

  it('is not asked of oneself, of a stranger, or of somebody no card reaches', async () => {
    await world.close();
    world = await aWorld({ chart: { unreachable: ['staff2'] } });
    for (const checker of ['staff', 'だれでもない', 'staff2'])
      expect((await ask({ checker, people: '60', attachment: '' })).kind).toBe('errors');
  });

  it('counts as not checked when nobody answers by the end of the next business day', async () => {
    await ask();
    await world.travel('2026-06-02T18:00:00+09:00');
    expect(textOf(world.card('staff', id))).toContain('確認は済んでいません');
    expect((await world.store.loadCase(id))?.open).toBe(false);
  });
});
