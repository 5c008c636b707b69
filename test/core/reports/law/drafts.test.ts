import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/core/reports/law/assess.ts';
import { noCommissionItems } from '../../../../src/core/reports/law/commission-items.ts';
import type { DraftCase } from '../../../../src/core/reports/law/drafts/draft-case.ts';
import { draftOf, drafts, writeDraft } from '../../../../src/core/reports/law/drafts/drafts.ts';
import { pagesOf } from '../../../../src/core/reports/law/drafts/pages.ts';
import { lawRules } from '../../../../src/core/reports/law/rules.ts';
import { aBreach } from './breach.ts';

const facts = aBreach({ owner: 'both', entrustor: '見本市 見本課', sensitive: 'yes', persons: 1200 });
const known: DraftCase = {
  number: '事故 2026-0012',
  today: '2026-06-03',
  found: '2026年6月1日(月) 10:30',
  occurred: '2026年5月29日(金)',
  unit: '事業部 企画グループ',
  body: '参加者の名簿を、別の団体へ送った。',
  leaked: '氏名、住所、障害の有無',
  cause: '宛先の確かめ漏れ',
  response: '相手に削除を頼んだ',
  recovery: '相手の削除を確かめる',
  facts,
  items: {
    secondary: '確認されていない',
    response: '文書で知らせる',
    publication: 'サイトで公表する',
    prevention: '送る前に二人で確かめる',
    contact: '総務部総務グループ 電話 000-0000-0000',
  },
  assessment: assess(facts, lawRules, '2026-06-01'),
};
const nothing: DraftCase = {
  ...known,
  found: '',
  occurred: '',
  unit: '',
  body: '',
  leaked: '',
  cause: '',
  response: '',
  recovery: '',
  items: noCommissionItems,
};

describe('a draft', () => {
  it.each(drafts.map(({ name }) => name))(
    'of %s says what the case says, and where nobody has said it 【要確認】',
    (name) => {
      const draft = draftOf(name);
      if (!draft) throw new Error(name);
      const full = draft.write(known);
      expect(full).toContain('参加者の名簿を、別の団体へ送った。');
      expect(full).toContain('氏名、住所、障害の有無');
      expect(full).toContain('2026年6月3日(水)');
      expect(full).toContain('電話 000-0000-0000');
      const empty = draft.write(nothing);
      expect(empty.match(/【要確認/g)?.length ?? 0).toBeGreaterThan(6);
      expect(empty).not.toContain('undefined');
    },
  );

  it('for the Commission holds every heading it asks for', () => {
    const text = draftOf('prompt')?.write(known) ?? '';
    for (const heading of ['概要', '項目', '本人の数', '原因', '二次被害', '本人への対応', '公表', '再発防止'])
      expect(text).toContain(heading);
    expect(text).toContain('最大 1,200人');
    expect(text).toContain('要配慮個人情報が含まれる');
  });

  it('for the entrustor is addressed to whoever entrusted the data', () => {
    expect(draftOf('entrustor')?.write(known)).toContain('見本市 見本課 御中');
  });

  it('of a drill says in the text itself that it is none of the real ones', () => {
    const draft = drafts[0];
    if (!draft) throw new Error('none');
    expect(writeDraft(draft, known, true)).toMatch(/^【訓練】/);
    expect(writeDraft(draft, known, false)).not.toContain('訓練');
  });

  it('of the longest case stands on several cards, none too long for a chat, and loses no letter', () => {
    const long = 'あ'.repeat(3000);
    const text = draftOf('prompt')?.write({
      ...known,
      body: long,
      leaked: long,
      cause: `${long}${long}`,
      response: long,
    });
    const pages = pagesOf(text ?? '');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.join('').length).toBeLessThanOrEqual(5_000);
    expect(pages.flat().join('').replaceAll('\n', '')).toBe(text?.replaceAll('\n', ''));
  });
});
