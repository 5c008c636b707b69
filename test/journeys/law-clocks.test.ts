import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const id = 'incident-2026-1';
const unknown: RawValues = {
  owner: 'own',
  entrustor: '',
  personal: 'yes',
  myNumber: 'no',
  myNumberSystem: 'no',
  publicView: 'no',
  encrypted: 'no',
  recovered: 'no',
  sensitive: 'unknown',
  property: 'no',
  wrongful: 'no',
  persons: '60',
};

const lost = async (personal = 'yes'): Promise<void> => {
  await world.submit('staff', 'incident/new', { subject: '名簿が見当たらない', body: '参加者の名簿', personal });
  await world.press('leader', id, '受け付けた');
};

/** A step on the card, or behind ほかの操作. */
const take = async (person: string, label: string, values: RawValues): Promise<Reply> => {
  if (world.has(person, id, label)) return world.fill(person, id, label, values);
  const more = await world.press(person, id, 'ほかの操作');
  if (more.kind !== 'say') throw new Error('no other steps');
  const action = buttonsOf(more.card).find((each) => each.label === label)?.action;
  if (action?.do !== 'open') throw new Error(`${label} is not offered to ${person}`);
  const { do: _, form, ...context } = action;
  return world.ask(person, { type: 'submit', form, context, values });
};
const answer = (values: RawValues = {}) => take('security', '漏えいの確認', { ...unknown, ...values });

const facts = async (type: string) =>
  (await world.store.ledger.recordsOf(id)).filter((record) => record.type === type).map(({ data }) => JSON.parse(data));
const warnings = (person: string): string[] =>
  world.rings(person).flatMap(({ title }) => (/期限/.test(title) ? [title] : []));
const show = (person: string) => textOf(world.card(person, id));

describe('the law’s clocks', () => {
  it('stand on the card of the 情報セキュリティ管理者 from the first hour, with the weekday, and on nobody else’s but the 責任者’s', async () => {
    await lost();
    expect(show('security')).toContain('2026年6月5日(金)まで');
    expect(show('security')).toContain('2026年6月30日(火)まで');
    expect(show('security')).toContain('法務確認前');
    expect(show('chief')).toContain('2026年6月5日(金)まで');
    for (const person of ['staff', 'leader']) expect(show(person)).not.toContain('速報');
  });

  it('ring both on day 3, on day 5 and after it while nobody has reported, and once for the 確報 each', async () => {
    await lost('unknown');
    await world.travel('2026-06-03T08:59:00+09:00');
    expect(warnings('security')).toEqual([]);
    await world.travel('2026-06-03T10:00:00+09:00');
    expect(warnings('security')).toEqual(['事故 2026-0001 速報の期限が近づいています']);
    expect(warnings('chief')).toEqual(warnings('security'));
    await world.travel('2026-06-06T10:00:00+09:00');
    expect(warnings('chief').slice(1)).toEqual([
      '事故 2026-0001 速報の期限は今日、2026年6月5日(金)です',
      '事故 2026-0001 速報の期限が過ぎました',
    ]);
    await world.travel('2026-07-02T10:00:00+09:00');
    expect(warnings('security').slice(3)).toEqual([
      '事故 2026-0001 確報の期限が近づいています',
      '事故 2026-0001 確報の期限は今日、2026年6月30日(火)です',
      '事故 2026-0001 確報の期限が過ぎました',
    ]);
  });

  it('stop for the 速報 when it is recorded as made, and go on for the 確報', async () => {
    await lost();
    await answer({ sensitive: 'yes' });
    await take('security', '報告・通知を記録', { what: 'prompt', on: '2026-06-01', note: '受付 1234' });
    await world.travel('2026-06-08T10:00:00+09:00');
    expect(warnings('security')).toEqual([]);
    await world.travel('2026-06-25T10:00:00+09:00');
    expect(warnings('security')).toEqual(['事故 2026-0001 確報の期限が近づいています']);
    await take('security', '報告・通知を記録', { what: 'final', on: '2026-06-25', note: '' });
    await world.travel('2026-07-05T10:00:00+09:00');
    expect(warnings('security')).toHaveLength(1);
    expect((await facts('report.lawDone')).map(({ what, on }) => [what, on])).toEqual([
      ['prompt', '2026-06-01'],
      ['final', '2026-06-25'],
    ]);
  });

  it('run on while an answer is unknown, and after "not needed" until somebody puts their name to it', async () => {
    await lost();
    await answer();
    expect(show('security')).toContain('まだ決まりません');
    expect(world.has('security', id, '報告しない理由')).toBe(false);
    await answer({ sensitive: 'no' });
    await world.travel('2026-06-03T10:00:00+09:00');
    expect(warnings('security')).toHaveLength(1);
    await world.fill('security', id, '報告しない理由', { why: '60人分、要配慮は無いと担当者と確かめた' });
    await world.travel('2026-07-10T10:00:00+09:00');
    expect(warnings('security')).toHaveLength(1);
    expect(show('security')).toContain('60人分、要配慮は無いと担当者と確かめた(securityさん、2026年6月3日(水) 10:00)');
    expect(await facts('report.lawNotNeeded')).toMatchObject([{ reason: 'noGround' }]);
  });

  it('begin to run again when an answer changes after that', async () => {
    await lost();
    await answer({ sensitive: 'no' });
    await world.fill('security', id, '報告しない理由', { why: '確かめた' });
    await answer({ sensitive: 'yes' });
    await world.travel('2026-06-03T10:00:00+09:00');
    expect(warnings('security')).toHaveLength(1);
  });

  it('end for entrusted data with the notice to the city, and never ran where no personal data is in it', async () => {
    await lost();
    await answer({ owner: 'entrusted', entrustor: '見本市 見本課', sensitive: 'yes' });
    expect(show('security')).toContain('預けた相手(市など)への報告');
    await take('security', '報告・通知を記録', { what: 'entrustor', on: '2026-06-01', note: '' });
    await world.submit('staff', 'incident/new', { subject: '停電', body: '停電でサーバーが止まった', personal: 'no' });
    await world.travel('2026-06-07T10:00:00+09:00');
    expect(warnings('security')).toEqual([]);
  });

  it('refuse a day that lies ahead, or before anybody knew', async () => {
    await lost();
    await answer({ sensitive: 'yes' });
    for (const on of ['2026-06-02', '2026-05-31'])
      expect((await take('security', '報告・通知を記録', { what: 'prompt', on, note: '' })).kind).toBe('errors');
    expect(await facts('report.lawDone')).toEqual([]);
  });

  it('count from the day on which any unit first knew: said later, the days move, and what is past rings once', async () => {
    await lost();
    await take('security', '内容を足す・直す', { knownAtOn: '2026-05-25', knownAtClock: '' });
    expect(show('security')).toContain('2026年5月29日(金)まで');
    expect(show('security')).toContain('2026年6月23日(火)まで');
    await world.travel('2026-06-01T11:00:00+09:00');
    expect(warnings('security')).toEqual(['事故 2026-0001 速報の期限が過ぎました']);
    expect(warnings('chief')).toEqual(warnings('security'));
  });

  it('do not end because a frightened reporter takes back what must be reported', async () => {
    await lost();
    await answer({ sensitive: 'yes' });
    const context = { case: id };
    await world.ask('staff', { type: 'submit', form: 'incident/withdraw', context, values: { why: '勘違い' } });
    expect((await world.store.loadCase(id))?.status).toBe('received');
    await world.travel('2026-06-03T10:00:00+09:00');
    expect(warnings('security')).toHaveLength(1);
  });

  it('never let the unit answer, record or look at a draft, with a forged button either', async () => {
    await lost();
    await answer({ sensitive: 'yes' });
    for (const person of ['staff', 'leader', 'staff2']) {
      const looked = await world.ask(person, { type: 'press', verb: 'draft', case: id, arg: 'prompt' });
      expect(looked.kind === 'say' && textOf(looked.card)).not.toContain('参加者の名簿');
      const forged = { what: 'prompt', on: '2026-06-01', note: '' };
      await world.ask(person, { type: 'submit', form: 'incident/lawDone', context: { case: id }, values: forged });
    }
    expect(await facts('report.lawDone')).toEqual([]);
    expect(await facts('report.draftViewed')).toEqual([]);
  });
});

describe('the drafts', () => {
  it('open for the 情報セキュリティ管理者 alone, filled from the case, and each view is on record', async () => {
    await lost();
    await answer({ sensitive: 'yes', persons: '1200' });
    await take('security', '委員会に出す項目', {
      secondary: '確認されていない',
      response: '',
      publication: '',
      prevention: '',
      contact: '総務部 000-0000-0000',
    });
    const seen = await world.ask('security', { type: 'press', verb: 'draft', case: id, arg: 'prompt' });
    if (seen.kind !== 'say') throw new Error(seen.kind);
    const said = textOf(seen.card);
    expect(said).toContain('最大 1,200人');
    expect(said).toContain('確認されていない');
    expect(said).toContain('【要確認: 知らせた日と方法】');
    expect(await facts('report.draftViewed')).toMatchObject([{ draft: 'prompt' }]);
    const list = await world.ask('security', { type: 'press', verb: 'drafts', case: id });
    expect(list.kind === 'say' && buttonsOf(list.card).map(({ label }) => label)).toHaveLength(5);
  });

  it('are never on anybody’s card', async () => {
    await lost();
    await answer({ sensitive: 'yes' });
    for (const card of world.cards.values()) expect(textOf(card)).not.toContain('【要確認');
  });
});
