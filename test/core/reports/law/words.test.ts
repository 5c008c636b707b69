import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/core/reports/law/assess.ts';
import { missingCommissionItems, noCommissionItems } from '../../../../src/core/reports/law/commission-items.ts';
import { lawRules } from '../../../../src/core/reports/law/rules.ts';
import { assessmentSentence, lawNote, openWords } from '../../../../src/core/reports/law/words.ts';
import { aBreach } from './breach.ts';

const say = (facts: Parameters<typeof assess>[0]) => assessmentSentence(assess(facts, lawRules, '2026-06-01'));

describe('what the 情報セキュリティ管理者 reads', () => {
  it('says whom to report to, that nothing is decided yet, or why nothing is needed', () => {
    expect(say(aBreach({ sensitive: 'yes' }))).toContain('個人情報保護委員会への報告');
    expect(say(aBreach({ owner: 'entrusted', sensitive: 'yes' }))).toContain('預けた相手(市など)への');
    expect(say(aBreach({ sensitive: 'unknown' }))).toContain('まだ決まりません');
    expect(say(aBreach({ encrypted: 'yes' }))).toContain('要らない見込み');
  });

  it('names what is still open by the label of its field, and that legal has not confirmed the rules', () => {
    expect(openWords(['persons', 'sensitive'])).toBe('本人の人数(最大で)、要配慮個人情報');
    expect(missingCommissionItems({ ...noCommissionItems, publication: 'しない' })).toEqual([
      '二次被害',
      '本人への対応',
      '再発防止のための措置',
    ]);
    expect(lawNote).toContain('法務確認前');
    expect(lawRules.every(({ status, source, validFrom }) => status === '法務確認前' && source && validFrom)).toBe(
      true,
    );
  });
});
