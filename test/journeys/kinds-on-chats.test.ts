import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawValues } from '../../src/core/form.ts';
import { kindOf } from '../../src/core/requests/kinds.ts';
import { type Either, onEither, typedIn } from '../support/on-either.ts';
import { answerOf, sampleOf } from '../support/sample-request.ts';

describe.each(['slack', 'teams'] as const)('kinds of every shape on %s', (platform) => {
  let world: Either;
  beforeEach(async () => {
    world = await onEither(platform);
  });
  afterEach(() => world.close());

  const ask = (person: string, name: string, change: RawValues = {}): Promise<void> => {
    const kind = kindOf(name);
    return world.ask(person, kind.words[0] ?? kind.label, typedIn(kind.fields, { ...sampleOf(kind), ...change }));
  };
  const status = async (name: string) => (await world.store.findCases({ kind: name }))[0]?.status;

  it('two approvers each press, and only then it is approved', async () => {
    await ask('staff', 'networkConnect');
    await world.press('infra', '承認のお願い', '承認');
    await world.sees('staff', 'leaderさんの返事を待っています');
    expect(await status('networkConnect')).toBe('pending');
    await world.press('leader', '承認のお願い', '承認');
    await world.sees('staff', '承認されました');
    expect(await status('networkConnect')).toBe('approved');
  });

  it('one of two roles decides, and the other’s card is closed', async () => {
    await ask('staff', 'settingChange');
    await world.sees('leader', '承認のお願い');
    await world.press('security', '承認のお願い', '承認');
    await world.sees('staff', '承認されました');
    expect(await world.sees('leader', '状態')).not.toContain('承認');
  });

  it('an exception is passed up, and decided there', async () => {
    await ask('leader', 'exception');
    await world.press('security', '承認のお願い', '情報セキュリティ責任者に回す');
    await world.press('chief', '承認のお願い', '承認');
    await world.sees('leader', '承認されました');
  });

  it('an emergency is told at once, reported and confirmed', async () => {
    await ask('infra', 'exception', { urgent: ['done'], from: '2026-06-01' });
    await world.sees('chief', '緊急に実施されました');
    await world.fill('infra', '事後報告待ち', '事後報告をする', {
      実施した日: '2026-06-01',
      行ったこと: '回線を切り替えた',
      とった対策: '記録を取った',
      'きまりどおりに戻した日・見込み': '6月2日',
    });
    await world.fill('chief', '事後報告の確認', '事後報告を確認', { 確かめたこと: 'ended' });
    await world.sees('infra', '事後報告が確認されました');
  });

  it('a class is answered', async () => {
    await ask('staff', 'classify');
    expect(await world.sees('leader', '分類の判断のお願い')).not.toContain('承認');
    const kind = kindOf('classify');
    const typed = typedIn(kind.answer?.fields ?? {}, answerOf(kind) ?? {});
    await world.fill('leader', '分類の判断のお願い', '分類を答える', typed);
    await world.sees('staff', '分類の答えが届きました');
  });

  it('a mail address is reported done', async () => {
    await ask('staff', 'mailAddress');
    const kind = kindOf('mailAddress');
    const typed = typedIn(kind.answer?.fields ?? {}, { ...answerOf(kind), address: 'a@example.jp' });
    await world.fill('infra', 'メールアドレスの手続きのお願い', '完了を報告', typed);
    await world.sees('staff', 'a@example.jp');
  });

  it('a disposal is done by one and witnessed by another', async () => {
    await ask('staff', 'disposal');
    await world.press('leader', '承認のお願い', '承認');
    await world.fill('staff', '廃棄待ち', '廃棄した', {
      処理した日: '2026-06-02',
      処理した人: 'colleague',
      実際の処理: 'melt',
    });
    await world.fill('leader', '廃棄の処理の確認', '廃棄の処理を確認', { 確かめたこと: 'witnessed' });
    await world.sees('staff', '廃棄の処理が確認されました');
  });

  it('a rule that stops it is read with its clause, and no approver hears of it', async () => {
    await ask('staff', 'software', { licence: 'own' });
    await world.sees('staff', '対策基準 8(1)(ツ)③');
    expect(await status('software')).toBe('draft');
  });

  it('several are approved from 私の番 at once', async () => {
    await ask('staff', 'deviceChange');
    await world.sees('leader', '承認のお願い');
    await world.sees('staff', '返事を待っています');
    await ask('colleague', 'deviceChange');
    await world.sees('colleague', '返事を待っています');
    await world.say('infra', '私の番');
    const both = ['deviceChange-2026-1@1', 'deviceChange-2026-2@1'];
    await world.fill('infra', '私の番(2件)', 'まとめて承認', { 承認するもの: both });
    await world.sees('infra', '2件を承認しました');
  });
});
