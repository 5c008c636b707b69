import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTakeout, aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const id = 'takeout-2026-1';
let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const submit = (change = {}) => world.submit('staff', 'takeout/new', aTakeout(change));
const status = async (of = id) => (await world.store.loadCase(of))?.status;

describe('what is decided, and what comes of it', () => {
  it('hears from the manager that it is not back, and brings it back again', async () => {
    await submit();
    await world.press('leader', id, '承認');
    await world.fill('staff', id, '返却した', { erased: 'left' });
    const early = await world.fill('leader', id, '返却を確認', { checked: 'thing' });
    expect(JSON.stringify(early)).toContain('消えたことを確かめてから');
    await world.fill('leader', id, 'まだ確認できない', { said: 'USBが足りません' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('USBが足りません');
    expect(world.has('staff', id, '返却した')).toBe(true);
    await world.fill('staff', id, '返却した', { erased: 'erased' });
    await world.fill('leader', id, '返却を確認', { checked: 'both' });
    expect(await status()).toBe('completed');
  });

  it('keeps its due date where the extension is refused', async () => {
    await submit();
    await world.press('leader', id, '承認');
    await world.fill('staff', id, '延長を申請', { until: '2026-06-10', reason: '延びたため' });
    await world.fill('leader', id, '延長を却下', { said: '次の人が使います' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('次の人が使います');
    expect(textOf(world.card('staff', id))).not.toContain('返却期限');
    expect(world.has('staff', id, '延長を申請')).toBe(true);
    expect(await status()).toBe('approved');
  });

  it('never turns down a request that is already out by way of its extension', async () => {
    await submit();
    await world.press('leader', id, '承認');
    await world.fill('staff', id, '延長を申請', { until: '2026-06-10', reason: '延びたため' });
    for (const [form, values] of Object.entries({ refuse: { said: 'だめ' }, sendBack: { said: 'なぜ' } }))
      expect(
        (
          await world.ask('leader', {
            type: 'submit',
            form: `takeout/${form}`,
            context: { case: id, version: 2 },
            values,
          })
        ).kind,
      ).toBe('say');
    expect(await status()).toBe('approved');
  });

  it('is over at once when revoked before the start, and hunted after when revoked while out', async () => {
    await submit();
    await world.press('leader', id, '承認');
    await world.fill('leader', id, '承認を取り消す', { said: '押し間違い' });
    expect(await world.store.loadCase(id)).toMatchObject({ status: 'revoked', open: false });
    await submit({ from: '2026-06-01' });
    await world.press('leader', 'takeout-2026-2', '承認');
    await world.fill('leader', 'takeout-2026-2', '承認を取り消す', { said: '押し間違い' });
    await world.travel('2026-06-02T10:00:00+09:00');
    expect(textOf(world.rings('staff').at(-1)!)).toContain('すぐに戻して');
    expect(world.rings('leader').at(-1)!.title).toContain('まだ返却されていません');
    await world.fill('staff', 'takeout-2026-2', '返却した', { erased: 'none' });
    await world.fill('leader', 'takeout-2026-2', '返却を確認', { checked: 'thing' });
    expect(await status('takeout-2026-2')).toBe('completed');
  });

  it('is not approved any more when its days are over', async () => {
    await submit({ from: '2026-06-01', until: '2026-06-01' });
    await world.travel('2026-06-02T09:30:00+09:00');
    expect(JSON.stringify(await world.press('leader', id, '承認'))).toContain('差し戻し');
    expect(await status()).toBe('pending');
  });

  it('offers the 例外措置 form filled with the rule, which the chief decides where it is not minor', async () => {
    await submit({ myNumber: 'yes' });
    await world.press('staff', id, '情報管理者に相談');
    const offered = buttonsOf(world.rings('leader').at(-1)!)[0]!.action;
    if (offered.do !== 'open') throw new Error('no form');
    const opened = await world.ask('leader', { type: 'open', form: offered.form, context: { arg: offered.arg } });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    expect(JSON.stringify(opened.form)).toContain('対策基準 5(1)(イ)②');
    await world.submit('leader', 'exception/new', {
      rule: '対策基準 5(1)(イ)②',
      reason: '災害時の窓口のため',
      measure: '二人で運ぶ',
      from: '2026-06-02',
      until: '2026-06-03',
    });
    await world.press('security', 'exception-2026-1', '情報セキュリティ責任者に回す');
    expect(world.has('security', 'exception-2026-1', '承認')).toBe(false);
    await world.press('chief', 'exception-2026-1', '承認');
    expect(await world.store.loadCase('exception-2026-1')).toMatchObject({ status: 'approved', open: true });
  });

  it('lets only managers ask for an exception, and says so before anything is typed', async () => {
    const opened = await world.ask('staff', { type: 'open', form: 'exception/new', context: {} });
    expect(JSON.stringify(opened)).toContain('情報管理者か情報基盤管理者が申請します');
  });

  it('turns away a click on a card of before the resubmission, and gives back what was typed', async () => {
    await submit();
    await world.fill('leader', id, '差し戻し', { said: '行き先は?' });
    await world.fill('staff', id, '修正して再提出', { destination: '丘の上会館' });
    const stale = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(JSON.stringify(stale)).toContain('内容が変わっています');
    const late = await world.ask('leader', {
      type: 'submit',
      form: 'takeout/refuse',
      context: { case: id, version: 1 },
      values: { said: '長く考えて書いた理由' },
    });
    expect(JSON.stringify(late)).toContain('長く考えて書いた理由');
    expect(await status()).toBe('pending');
  });

  it('does once what comes twice with the same key', async () => {
    await submit();
    const press = () => world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 }, 'same-key');
    await Promise.all([press(), press()]);
    await press();
    const types = (await world.store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(types).toEqual(['request.submitted', 'request.routed', 'request.approved']);
  });

  it('decides with the chart as it is when the click is committed', async () => {
    await submit();
    const click = world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    const moved = world.change({ posts: [{ person: 'leader', posts: [] }] });
    await Promise.all([click, moved]);
    const approved = (await status()) === 'approved';
    const again = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(again.kind).toBe('say');
    expect((await status()) === 'approved').toBe(approved);
  });

  it('shows those it no longer concerns nothing but how it stands', async () => {
    await submit({ purpose: '知らなくてよい目的', from: '2026-06-05', until: '2026-06-06' });
    await world.travel('2026-06-02T12:00:00+09:00');
    await world.fill('leader', id, '却下', { said: '知らなくてよい理由' });
    const seen = textOf(world.card('head', id));
    expect(seen).toContain('却下');
    expect(seen).not.toContain('知らなくてよい');
  });

  it('shows on the home view what waits, what is mine and what is out', async () => {
    await submit();
    expect(textOf(await world.homeCard('leader'))).toContain('私の番(1件)');
    expect(textOf(await world.homeCard('staff'))).toContain('申請状況(1件)');
    await world.press('leader', id, '承認');
    expect(textOf(await world.homeCard('leader'))).toContain('いま、あなたの返事を待っているものはありません。');
    expect(textOf(await world.homeCard('staff'))).toContain('返却するもの(1件)');
    expect(textOf(await world.homeCard('nobody-known'))).toContain('まだ職員名簿と結び付いていません');
  });

  it('opens the accident’s form filled in from 紛失かもしれない', async () => {
    await submit();
    await world.press('leader', id, '承認');
    const lost = buttonsOf(world.card('staff', id)).find(({ label }) => label === '紛失かもしれない')!.action;
    if (lost.do !== 'open') throw new Error('no form');
    const opened = await world.ask('staff', { type: 'open', form: lost.form, context: { arg: lost.arg } });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    expect(JSON.stringify(opened.form.fields)).toContain('紛失・盗難のおそれ(持ち出し 2026-0001)');
    expect(opened.form.context).not.toHaveProperty('arg');
  });
});
