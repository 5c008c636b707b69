import { describe, expect, it } from 'vitest';
import { type Advisor, createAdvisor, type Vocabulary } from '../../../src/core/policies/advisor.ts';
import type { DigestEntry } from '../../../src/core/policies/digest.ts';
import { shippedVocabulary } from '../../../src/core/policies/shipped.ts';

/** The digest of a lighthouse that does not exist. */
const entry = (id: string, title: string, plain: string, more: Partial<DigestEntry> = {}): DigestEntry => ({
  id,
  title,
  plain,
  binds: ['staff'],
  force: 'must',
  action: null,
  staff: true,
  things: [],
  asks: [],
  ...more,
});

const lighthouse: DigestEntry[] = [
  entry('2-1', '灯台の守り方', '灯台を守る決まりをまとめています。', { force: 'info' }),
  entry('2-1(1)', '帳面の持ち出し', '見張りは、許可を得たときだけ帳面を灯台の外へ出せます。', {
    force: 'may',
    action: 'takeout',
    things: ['航海日誌', 'ログブック', '帳面'],
    asks: ['航海日誌を船に持って行っていい?', '帳面を家で読みたい'],
    asksEn: ['May I take the logbook home?'],
    titleEn: 'Taking the logbook out',
    plainEn: 'The watch may take the logbook out of the lighthouse only with permission.',
  }),
  entry('2-1(2)', '灯が消えたとき', '灯が消えたら、すぐに責任者へ知らせます。', {
    action: 'incident',
    things: ['ランプ', '灯', '停電'],
    asks: ['ランプが消えちゃった', '灯がつかないときは誰に言う?'],
  }),
  entry('2-1(3)', '燃料の呼び名', '燃料とは、灯をともす油のことです。', {
    force: 'info',
    things: ['油', '灯油'],
    asks: ['燃料って何のこと?'],
  }),
];

const vocabulary: Vocabulary = {
  ...shippedVocabulary(),
  concepts: [
    { id: 'logbook', ja: ['航海日誌', '帳面', 'ログブック', '日誌'], en: ['logbook', 'log book', 'journal'] },
    { id: 'home', ja: ['家', '自宅', '宿舎', 'うち'], en: ['home', 'house'] },
    { id: 'lamp', ja: ['ランプ', '灯', 'あかり', '明かり'], en: ['lamp', 'light', 'beacon'] },
  ],
  outside: [{ id: 'leave', ja: ['有給', '休暇'], en: ['vacation'] }],
  readings: { 帳面: 'ちょうめん', 家: 'いえ', 航海日誌: 'こうかいにっし', 持ち出: 'もちだ' },
};

const advisor: Advisor = createAdvisor(lighthouse, vocabulary, undefined);
const first = (question: string): string | undefined => advisor.ask(question).clauses[0];

describe('asking the policy', () => {
  it('answers in whatever words somebody asks', () => {
    expect(first('日誌を宿舎に持ち帰りたいのですが')).toBe('2-1(1)');
    expect(first('ﾛｸﾞﾌﾞｯｸ 持ち出し')).toBe('2-1(1)');
    expect(first('明かりが消えてしまいました')).toBe('2-1(2)');
  });

  it('answers somebody who writes no kanji', () => {
    expect(first('ちょうめんをいえによみたい')).toBe('2-1(1)');
  });

  it('answers an English question', () => {
    const answer = advisor.ask('Can I bring the journal to my house?');
    expect(answer.clauses[0]).toBe('2-1(1)');
    expect(answer.english).toBe(true);
  });

  it('gives the same answer every time', () => {
    expect(advisor.ask('帳面を外に出していい?')).toEqual(advisor.ask('帳面を外に出していい?'));
  });

  it('offers the request to somebody who wants to do what needs permission', () => {
    expect(advisor.ask('帳面を家に持って行っていい?')).toMatchObject({ offer: 'takeout_request', kind: 'takeout' });
  });

  it('offers the report to somebody to whom it has happened', () => {
    expect(advisor.ask('ランプの灯が消えちゃった')).toMatchObject({ offer: 'incident_report', kind: 'incident' });
  });

  it('offers nothing to somebody who asks what a word means', () => {
    expect(advisor.ask('燃料って何のこと?').offer).toBe('none');
  });

  it('says that it does not know what another office answers', () => {
    expect(advisor.ask('有給はあと何日?')).toMatchObject({ answered: false, offer: 'none' });
  });

  it.each(['', '   ', '🙂🙂🙂', '????', '\u0000\u0007'])('has no answer to %j, and no fault either', (question) => {
    expect(advisor.ask(question)).toMatchObject({ answered: false, confidence: 0, clauses: [], offer: 'none' });
  });

  it('answers ten thousand characters as quickly as a sentence', () => {
    const long = `${'帳面を家に持って行きたい。'.repeat(800)}`;
    expect(advisor.ask(long).clauses[0]).toBe('2-1(1)');
    expect(advisor.ask('あ'.repeat(10_000)).answered).toBe(false);
  });

  it('finds a clause of an imported policy that nobody restated yet', () => {
    const imported = createAdvisor(lighthouse, vocabulary, {
      number: 1,
      importedAt: '2026-04-01T00:00:00Z',
      file: 'lighthouse.txt',
      title: '灯台の規程',
      chapters: [{ number: 2, title: '守り方' }],
      clauses: [
        { id: '2-1', parent: null, heading: '守り方', official: '１．守り方', literal: '守り方' },
        {
          id: '2-1(4)',
          parent: '2-1',
          heading: '霧笛',
          official: '（４）霧笛\n霧の日は笛を鳴らす。',
          literal: '霧の日は笛を鳴らす。',
        },
      ],
    });
    expect(imported.ask('霧の日の笛はどうする').clauses[0]).toBe('2-1(4)');
  });
});
