import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { otherStep } from '../support/other-step.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
const id = 'incident-2026-1';
const secret = '申込書の氏名と住所 約30人分';

beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const said = (reply: Reply): string => {
  if (reply.kind !== 'say') throw new Error(`${reply.kind}: ${JSON.stringify(reply)}`);
  return textOf(reply.card);
};

const report = (values = {}, kind = 'incident') =>
  world.submit('staff', `${kind}/new`, { subject: '共有リンクを外に送った', body: '昼に気づいた', ...values });

const facts = async (of = id): Promise<{ type: string; data: string }[]> => world.store.ledger.recordsOf(of);

const other = (person: string, label: string, values?: RawValues): Promise<Reply> =>
  otherStep(world, person, id, label, values);

describe('an incident', () => {
  it('is told in two fields, and carried to its end by the people whose part it is', async () => {
    expect(await report()).toEqual({ kind: 'done' });
    expect(textOf(world.card('staff', id))).toContain('知らせてくださり、ありがとうございます');
    await world.press('security', id, '受け付けた');
    expect(textOf(world.card('staff', id))).toContain('securityさんが2026年6月1日(月) 10:00に受け付けました');

    await other('security', 'ほかへ知らせる', { to: 'city', whom: '見本市 情報課 相談係', note: '' });
    await other('security', 'ほかへ知らせる', { to: 'chiefOfficer', whom: '', note: '公開されていました' });
    expect(textOf(world.card('security', id))).toContain('見本市 情報課 相談係 2026年6月1日(月) 10:00');
    expect(world.rings('chief').some((card) => card.title.includes('知らせがあります'))).toBe(true);

    await world.fill('security', id, '応急の指示を出す', {
      what: 'リンクを止める',
      to: 'own',
      due: '2026-06-01',
      clock: '15:00',
    });
    expect(textOf(world.card('leader', id))).toContain('応急1: リンクを止める(期限 2026年6月1日(月) 15:00)');
    await world.press('leader', id, '引き受けた');
    await world.fill('leader', id, '指示が済んだ', { note: '10:20に止めた' });
    expect(textOf(world.card('security', id))).toContain('済み 2026年6月1日(月) 10:00 leaderさん');

    await world.fill('staff', id, '内容を足す・直す', {
      foundAtOn: '2026-06-01',
      foundAtClock: '9:30',
      occurredAtOn: '2026-05-30',
      leaked: secret,
    });
    await world.fill('leader', id, '内容を足す・直す', { cause: '公開の範囲を確かめなかった' });
    await world.fill('security', id, '内容を足す・直す', { response: '閲覧を調べる', open: ['recovery'] });
    expect(textOf(world.card('security', id))).toContain('調査中の項目","復旧方針');

    await world.fill('security', id, '再発防止策を出す', { plan: '外に出す前に二人で確かめる' });
    await world.fill('chief', id, '差し戻し', { question: 'ほかの部署は?' });
    expect(textOf(world.card('security', id))).toContain('責任者からの質問: ほかの部署は?');
    await world.fill('security', id, '再発防止策を出す', { plan: '全部署で、外に出す前に二人で確かめる' });
    await world.fill('chief', id, '確認して指示する', { said: 'そのとおりに', due: '2026-06-30' });
    expect(textOf(world.card('leader', id))).toContain('対策2: 再発防止策のとおりに実施');
    expect(world.has('security', id, '対策が済んだ')).toBe(false);
    await world.fill('leader', id, '指示が済んだ', { note: '手順を変えた' });
    await world.press('security', id, '対策が済んだ');

    expect(world.has('security', id, '効果を確認した')).toBe(false);
    await world.travel('2026-08-31T09:30:00+09:00');
    expect(world.rings('security').some((card) => card.title.includes('効果の確認の日です'))).toBe(true);
    const works = { result: 'works', why: '同じことは起きていない' };
    // Nobody ever said what became of the personal data: closing it would stop the law's clocks.
    expect(JSON.stringify(await world.fill('security', id, '効果を確認した', works))).toContain('速報・確報');
    expect((await world.store.loadCase(id))?.open).toBe(true);
    await world.fill('security', id, '漏えいの確認', { owner: 'own', personal: 'no', myNumber: 'no' });
    await world.fill('security', id, '報告しない理由', { why: '個人情報は含まれていなかった' });
    await world.fill('security', id, '効果を確認した', works);
    expect(textOf(world.card('security', id))).toContain('完了');
    expect((await world.store.loadCase(id))?.open).toBe(false);

    const types = (await facts()).map(({ type }) => type);
    for (const type of [
      'told',
      'received',
      'escalated',
      'ordered',
      'orderTaken',
      'orderDone',
      'filled',
      'planned',
      'planReturned',
      'confirmed',
      'finished',
      'effectDue',
      'effectChecked',
    ])
      expect(types).toContain(`report.${type}`);
    for (const { data } of await facts()) {
      expect(data).not.toContain('申込書');
      expect(data).not.toContain('リンク');
    }
  }, 60_000);

  it('keeps every version, and shows what leaked on request alone, each look on record', async () => {
    await report();
    await world.press('security', id, '受け付けた');
    await world.fill('staff', id, '内容を足す・直す', { leaked: secret });
    await world.fill('staff', id, '内容を足す・直す', { body: '昼に気づき、すぐ止めた' });
    for (const card of world.cards.values()) expect(JSON.stringify(card)).not.toContain('申込書');
    expect(said(await other('leader', '漏えいした情報を見る'))).toContain(secret);
    expect(said(await other('leader', '漏えいした情報を見る'))).toContain(secret);
    expect((await facts()).filter(({ type }) => type === 'report.leakViewed')).toHaveLength(2);
    const all = said(await other('security', 'これまでの報を見る'));
    expect(all).toContain('第一報');
    expect(all).toContain('続報2');
    expect(all).toContain('昼に気づいた');
    expect(all).not.toContain('申込書');
    expect(said(await world.ask('colleague', { type: 'press', verb: 'leak', case: id, version: 5 }))).toContain(
      '担当していない',
    );
    expect((await facts()).at(-1)).toMatchObject({ type: 'refused', actor: 'colleague' });
  });

  it('that nobody takes on rings the next person up after a quarter of an hour, at night too, and the reporter is told whom to phone', async () => {
    await world.travel('2026-06-01T23:00:00+09:00');
    await world.store.replaceContacts([
      { order: 1, organization: '見本市', role: '情報課', name: '窓口', phone: '000-0000-0001', email: '' },
    ]);
    await report();
    expect([...world.cards.keys()]).not.toContain(`case/${id}/head`);
    await world.travel('2026-06-01T23:16:00+09:00');
    expect(textOf(world.card('head', id))).toContain('共有リンクを外に送った');
    const last = world.rings('security').at(-1);
    expect(last?.title).toContain('まだ受け付けられていません');
    expect(textOf(last!)).toContain('000-0000-0001');
    expect(world.rings('staff').at(-1)?.title).toContain('まだ返事がありません');
    await world.press('head', id, '受け付けた');
    const count = world.rung.length;
    await world.travel('2026-06-02T07:00:00+09:00');
    expect(world.rung).toHaveLength(count);
  });

  it('waits for the morning where no personal data is in it', async () => {
    await world.travel('2026-06-01T23:00:00+09:00');
    await report({ personal: 'no' });
    const count = world.rung.length;
    await world.travel('2026-06-02T08:30:00+09:00');
    expect(world.rung).toHaveLength(count);
    await world.travel('2026-06-02T09:20:00+09:00');
    expect(world.rung.length).toBeGreaterThan(count);
  });

  it('with personal data reaches the 責任者 at once', async () => {
    await report({ personal: 'yes' });
    expect(textOf(world.card('chief', id))).toContain('共有リンクを外に送った');
  });

  it('with an order nobody ticks in time goes up, and to the 管理者', async () => {
    await report();
    await world.press('security', id, '受け付けた');
    await world.fill('security', id, '応急の指示を出す', {
      what: 'リンクを止める',
      to: 'own',
      due: '2026-06-01',
      clock: '12:00',
    });
    await world.travel('2026-06-01T12:30:00+09:00');
    expect(world.rings('leader').at(-1)?.title).toContain('期限を過ぎた指示があります');
    expect(textOf(world.card('head', id))).toContain('あなたへの応急1');
    expect(world.rings('security').at(-1)?.title).toContain('期限を過ぎた指示があります');
  });

  it('that stands still is on the weekly list of the 情報セキュリティ管理者', async () => {
    await report();
    await world.press('security', id, '受け付けた');
    await world.submit('staff2', 'incident/new', { subject: '別の件', body: '…' });
    await world.press('security', 'incident-2026-2', '受け付けた');
    await world.travel('2026-06-08T08:30:00+09:00');
    await world.travel('2026-06-15T09:30:00+09:00');
    const list = world.rings('security').filter((card) => card.title.startsWith('止まっている件'));
    expect(list.at(-1)?.title).toBe('止まっている件(2件)');
    expect(list).toHaveLength(2);
  });

  it('is withdrawn by whoever told it, on record, with no word of blame', async () => {
    await report();
    await other('staff', '報告を取り下げる', { why: '鞄の中にあった' });
    expect(textOf(world.card('leader', id))).toContain('取り下げ');
    expect((await facts()).map(({ type }) => type)).toContain('report.withdrawn');
    expect(said(await world.ask('security', { type: 'press', verb: 'receive', case: id, version: 2 }))).toContain(
      '担当していない',
    );
  });
});
