import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawValues } from '../../src/core/form.ts';
import { kindOf } from '../../src/core/requests/kinds.ts';
import { sampleOf } from '../support/sample-request.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const send = (person: string, kind: string, change: RawValues = {}) =>
  world.submit(person, `${kind}/new`, { ...sampleOf(kindOf(kind)), ...change });
const status = async (id: string) => (await world.store.loadCase(id))?.status;
const types = async (id: string) => (await world.store.ledger.recordsOf(id)).map(({ type }) => type);

describe('two approvers, both needed and different', () => {
  const id = 'networkConnect-2026-1';

  it('asks both at once and is approved when both have said yes', async () => {
    await send('staff', 'networkConnect');
    expect(world.has('infra', id, '承認')).toBe(true);
    await world.press('leader', id, '承認');
    expect(await status(id)).toBe('pending');
    expect(world.has('leader', id, '承認')).toBe(false);
    expect(textOf(world.card('staff', id))).toContain('infraさんの返事を待っています');
    await world.press('infra', id, '承認');
    expect(await status(id)).toBe('approved');
  });

  it('goes to the next up where one person holds both roles, and she gets a card', async () => {
    await send('clerk', 'deviceChange');
    const device = 'deviceChange-2026-1';
    expect(world.has('security', device, '承認')).toBe(true);
    await world.press('infra', device, '承認');
    expect(await status(device)).toBe('pending');
    await world.press('security', device, '承認');
    expect(await status(device)).toBe('approved');
  });

  it('counts whoever is stood in for: a deputy’s yes is not joined by that of the principal', async () => {
    await world.close();
    const deputies = [{ principal: 'infra', deputy: 'colleague', role: 'infrastructureManager' as const }];
    world = await aWorld({ chart: { deputies } });
    await send('clerk', 'networkConnect');
    await world.press('colleague', id, '承認');
    expect(world.has('infra', id, '承認')).toBe(false);
    expect(world.has('security', id, '承認')).toBe(true);
    const own = await world.ask('infra', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(own.kind).toBe('say');
    expect(await status(id)).toBe('pending');
  });

  it('is refused by either', async () => {
    await send('staff', 'networkConnect');
    await world.press('infra', id, '承認');
    await world.fill('leader', id, '却下', { said: '要らないため' });
    expect(await status(id)).toBe('refused');
  });
});

describe('any one of two roles', () => {
  it('is decided by whichever answers first, and the other is told who did', async () => {
    await send('staff', 'settingChange');
    const id = 'settingChange-2026-1';
    expect(world.has('leader', id, '承認')).toBe(true);
    await world.press('security', id, '承認');
    expect(await status(id)).toBe('approved');
    expect(world.has('leader', id, '承認')).toBe(false);
    const late = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(JSON.stringify(late)).toContain('securityさん');
  });

  it('is reminded of, restored, and seen to be restored by somebody else', async () => {
    await send('staff', 'settingChange', { from: '2026-06-02', until: '2026-06-04' });
    const id = 'settingChange-2026-1';
    await world.press('leader', id, '承認');
    await world.travel('2026-06-04T10:00:00+09:00');
    expect(world.rings('staff').at(-1)?.title).toContain('今日が元に戻す日です');
    expect(textOf(world.rings('staff').at(-1)!)).not.toContain('紛失');
    await world.travel('2026-06-05T10:00:00+09:00');
    expect(world.rings('leader').at(-1)?.title).toContain('元に戻す日を過ぎています');
    await world.fill('staff', id, '元に戻した', { restored: 'no' });
    expect(JSON.stringify(await world.fill('leader', id, '設定の復元を確認', { checked: 'seen' }))).toContain(
      '戻っていないところがある',
    );
    await world.fill('leader', id, 'まだ確認できない', { said: '一つ残っています' });
    await world.fill('staff', id, '元に戻した', { restored: 'yes' });
    await world.fill('leader', id, '設定の復元を確認', { checked: 'seen' });
    expect(await status(id)).toBe('completed');
  });
});

describe('an exception', () => {
  const id = 'exception-2026-1';

  it('that is minor is decided by the 情報セキュリティ管理者, and the record says so', async () => {
    await send('leader', 'exception');
    expect(world.cards.has(`case/${id}/chief`)).toBe(false);
    await world.press('security', id, '承認');
    expect(await status(id)).toBe('approved');
    expect(textOf(world.rings('leader').at(-1)!)).toContain('軽微なもの');
    const record = (await world.store.ledger.recordsOf(id)).find(({ type }) => type === 'request.approved');
    expect(record?.data).toContain('軽微');
  });

  it('that is not minor goes up, and who passed it on decides no more', async () => {
    await send('leader', 'exception');
    await world.press('security', id, '情報セキュリティ責任者に回す');
    const again = await world.ask('security', { type: 'press', verb: 'approve', case: id, version: 2 });
    expect(again.kind).toBe('say');
    expect(world.has('chief', id, '情報セキュリティ責任者に回す')).toBe(false);
    await world.press('chief', id, '承認');
    expect(await types(id)).toContain('request.judged');
    expect(await status(id)).toBe('approved');
  });

  it('of the 情報セキュリティ管理者 goes to the 責任者 at once', async () => {
    await send('security', 'exception');
    expect(world.has('chief', id, '承認')).toBe(true);
    expect(world.has('chief', id, '情報セキュリティ責任者に回す')).toBe(false);
  });

  it('in an emergency is done first by the 情報基盤管理者 alone, reported by the deadline and confirmed by the 責任者', async () => {
    const urgent = { urgent: ['done'], measure: '', from: '2026-06-01', until: '2026-06-05' };
    expect(JSON.stringify(await send('leader', 'exception', urgent))).toContain('情報基盤管理者だけです');
    await send('infra', 'exception', urgent);
    const [made] = await world.store.findCases({ kind: 'exception' });
    expect(made?.status).toBe('approved');
    const own = made!.id;
    for (const person of ['chief', 'security']) expect(world.rings(person).at(-1)?.title).toContain('緊急に実施');
    expect(textOf(world.card('infra', own))).toContain('事後報告待ち');
    await world.travel('2026-06-03T10:00:00+09:00');
    expect(world.rings('infra').at(-1)?.title).toContain('報告期限を過ぎています');
    expect(world.rings('chief').at(-1)?.title).toContain('報告期限を過ぎています');
    await world.fill('infra', own, '事後報告をする', {
      doneOn: '2026-06-01',
      did: '回線を切り替えた',
      measures: '記録を取った',
      back: '6月2日',
    });
    await world.fill('chief', own, '事後報告を確認', { checked: 'ended' });
    expect(await status(own)).toBe('completed');
    expect(await types(own)).toEqual(expect.arrayContaining(['request.doneFirst', 'request.returnConfirmed']));
  });
});

describe('an answer in place of a decision', () => {
  it('tells the class, and cannot be approved', async () => {
    await send('staff', 'classify');
    const id = 'classify-2026-1';
    expect(world.has('leader', id, '承認')).toBe(false);
    expect((await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 })).kind).toBe('say');
    await world.fill('leader', id, '分類を答える', { confidentiality: '2', integrity: '1', availability: '1' });
    expect(await status(id)).toBe('completed');
    expect(textOf(world.rings('staff').at(-1)!)).toContain('機密性2');
    expect(textOf(world.card('staff', id))).toContain('機密性2');
  });

  it('reports a mail address done; the 情報基盤管理者 does not serve herself', async () => {
    await send('staff', 'mailAddress');
    await world.fill('infra', 'mailAddress-2026-1', '完了を報告', {
      identified: 'faceToFace',
      address: 'a@example.jp',
      doneOn: '2026-06-02',
    });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('a@example.jp');
    await send('infra', 'mailAddress');
    expect(world.has('security', 'mailAddress-2026-2', '完了を報告')).toBe(true);
  });
});

describe('a disposal', () => {
  it('is witnessed by somebody other than whoever did it', async () => {
    await send('staff', 'disposal', { on: '2026-06-02' });
    const id = 'disposal-2026-1';
    await world.press('leader', id, '承認');
    const unknown = await world.fill('staff', id, '廃棄した', { disposedOn: '2026-06-02', by: 'だれか', how: 'melt' });
    expect(unknown.kind).toBe('errors');
    await world.fill('staff', id, '廃棄した', { disposedOn: '2026-06-02', by: 'leader', how: 'melt' });
    expect(world.has('head', id, '廃棄の処理を確認')).toBe(true);
    const own = await world.ask('leader', {
      type: 'submit',
      form: 'disposal/confirmReturn',
      context: { case: id, version: 2 },
      values: { checked: 'witnessed' },
    });
    expect(own.kind).toBe('say');
    await world.fill('head', id, '廃棄の処理を確認', { checked: 'witnessed' });
    expect(await status(id)).toBe('completed');
  });
});

describe('what only some may ask for', () => {
  it('is told before anything is typed', async () => {
    const opened = await world.ask('staff', { type: 'open', form: 'exchange/new', context: {} });
    expect(JSON.stringify(opened)).toContain('情報基盤管理者が申請します');
    await send('infra', 'exchange');
    await world.press('chief', 'exchange-2026-1', '承認');
    expect(await status('exchange-2026-1')).toBe('approved');
  });
});
