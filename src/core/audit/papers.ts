import { caseNumber } from '../case-number.ts';
import type { Directory } from '../people/lookup.ts';
import { registerOf } from '../registers/registers.ts';
import type { Paper, PaperBlock } from '../reports/paper/paper.ts';
import { showTime } from '../time.ts';
import type { Conduct } from './conduct.ts';
import type { Decision, Told } from './decisions.ts';
import { eventWord } from './words.ts';

type Made = {
  dir: Directory;
  /** Instant, ISO in UTC. */
  now: string;
  /** Number of the export. */
  number: number;
  /** 「2026年度」 */
  span: string;
  seal: { number: number; hash: string } | undefined;
};

/** One decision with everything the records hold about its case. */
export type Evidence = {
  decision: Decision;
  /** The line of the register, by heading. */
  row: readonly (readonly [string, string])[];
  records: readonly (Told & { onBehalfOf: string; details: string })[];
  /** How the chain was found. */
  verdict: string;
};

const heading = (text: string): PaperBlock => ({ kind: 'heading', text });

const nameIn = (dir: Directory, person: string): string =>
  person === 'clock' ? '守り' : (dir.person(person)?.name ?? person);

const numberOf = ({ kind, id }: { kind: string; id: string }): string =>
  `${registerOf(kind)?.label ?? kind} ${caseNumber(id)}`;

const policyWord = (policy: number | undefined): string => {
  if (policy === undefined) return '記録なし(前の版の守り)';
  return policy === 0 ? '原文の取り込み前' : `取り込んだポリシーの第${policy}版`;
};

const sealWord = (seal: Made['seal']): string => (seal ? `${seal.number}番 ${seal.hash}` : 'まだありません');

const frame = ({ now, number, span }: Made, title: string): Pick<Paper, 'title' | 'about' | 'foot'> => ({
  title: `${title}(${span})`,
  about: `${showTime(now)} 作成  書き出し番号 ${number}  個人の情報を含みます。使い終わったら細断してください。`,
  foot: `守り  ${title}  書き出し番号 ${number}  取扱注意`,
});

const told = (data: string, details: string): string =>
  [data, details]
    .filter((text) => text !== '')
    .flatMap((text) => Object.entries(JSON.parse(text) as Record<string, unknown>))
    .filter(([name, value]) => name !== 'details' && value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');

const evidence = ({ dir }: Made, { decision, row, records, verdict }: Evidence, at: number): PaperBlock[] => [
  heading(`${at + 1}. ${numberOf(decision)} ${eventWord(decision.type)}`),
  {
    kind: 'rows',
    rows: [
      ['決めた人', `${nameIn(dir, decision.by)}(${decision.by})`],
      ['その日の職', decision.post || '記録なし'],
      ...(decision.deputyFor ? [['だれの代行か', nameIn(dir, decision.deputyFor)] as const] : []),
      ['申請した人', nameIn(dir, decision.requester)],
      ['決めた日時', showTime(decision.at)],
      ['ポリシーの版', policyWord(decision.policy)],
      ...(decision.note ? [['備考', decision.note] as const] : []),
      ['記録の位置', `${decision.id} の ${decision.seq} 番 ${decision.hash}`],
      ['記録の検証', verdict],
    ],
  },
  { kind: 'text', text: '台帳の行', style: 'strong' },
  { kind: 'rows', rows: row },
  { kind: 'text', text: 'この案件のすべての記録', style: 'strong' },
  {
    kind: 'table',
    head: ['番', '日時', 'できごと', 'だれ', '内容', 'ハッシュ'],
    widths: [1, 4, 4, 3, 9, 4],
    rows: records.map(({ seq, at: when, type, actor, onBehalfOf, data, details, hash }) => [
      String(seq),
      showTime(when),
      eventWord(type),
      nameIn(dir, actor) + (onBehalfOf ? `\n(${nameIn(dir, onBehalfOf)})` : ''),
      told(data, details),
      hash.slice(0, 16),
    ]),
  },
];

/** Decisions drawn by lot, each with all its evidence. */
export const samplePaper = (
  made: Made,
  lot: { seed: string; asked: number; population: number },
  all: readonly Evidence[],
): Paper => ({
  ...frame(made, '監査の抽出'),
  blocks: [
    heading('選び方(対策基準 11(1))'),
    {
      kind: 'rows',
      rows: [
        ['対象', `${made.span}に始まった申請への決定 ${lot.population}件`],
        ['選んだ件数', `${all.length}件(頼まれた件数 ${lot.asked}件)`],
        ['くじの種', lot.seed],
        [
          '選び直すには',
          '決定ごとに「くじの種/案件の番号#記録の番」という文字の SHA-256(16進)を求め、小さいものから選びます。同じ種なら同じ決定になります。',
        ],
        ['記録の封印', sealWord(made.seal)],
      ],
    },
    {
      kind: 'table',
      head: ['', '番号', '決定', '決めた人', '申請した人', '日時'],
      widths: [1, 5, 4, 4, 4, 5],
      rows: all.map(({ decision }, at) => [
        String(at + 1),
        numberOf(decision),
        eventWord(decision.type),
        nameIn(made.dir, decision.by),
        nameIn(made.dir, decision.requester),
        showTime(decision.at),
      ]),
    },
    ...all.flatMap((each, at) => evidence(made, each, at)),
  ],
});

/** As many lines of one list as are read; the rest is counted. */
const longest = 500;

const listed = (dir: Directory, title: string, none: string, decisions: readonly Decision[]): PaperBlock[] => [
  heading(`${title} ${decisions.length}件`),
  decisions.length === 0
    ? { kind: 'text', text: none }
    : {
        kind: 'table',
        head: ['番号', '決定', '決めた人(その日の職)', 'だれの代行', '申請した人', '日時'],
        widths: [4, 3, 6, 3, 3, 4],
        rows: decisions
          .slice(0, longest)
          .map((each) => [
            numberOf(each),
            eventWord(each.type),
            `${nameIn(dir, each.by)}\n${each.post}`,
            each.deputyFor ? nameIn(dir, each.deputyFor) : '',
            nameIn(dir, each.requester),
            showTime(each.at),
          ]),
      },
  ...(decisions.length > longest
    ? [{ kind: 'text' as const, text: `ほか${decisions.length - longest}件は、台帳の書き出しで見られます。` }]
    : []),
];

const pairs = (dir: Directory, all: Conduct['pairs']): PaperBlock => ({
  kind: 'table',
  head: ['決めた人', '申請した人', '件数', '逆の件数'],
  widths: [5, 5, 2, 2],
  rows: all
    .slice(0, longest)
    .map(({ by, for: whose, count, back }) => [
      nameIn(dir, by),
      nameIn(dir, whose),
      `${count}`,
      back > 0 ? `${back}` : '',
    ]),
});

/** A share of a duty that was done late, or not at all, by duty and unit. */
export type LateShares = { label: string; unit: string; count: number };

/** Who decided what for whom, and which times were missed. */
export const conductPaper = (made: Made, conduct: Conduct, shares: readonly LateShares[]): Paper => {
  const { dir } = made;
  const none = '見つかりませんでした。';
  return {
    ...frame(made, '職務の分離と期限の点検'),
    blocks: [
      heading('まとめ'),
      {
        kind: 'rows',
        rows: [
          ['見た決定', `${conduct.decisions.length}件(記録から数えたもの)`],
          ['自分の申請を自分で決めた', `${conduct.own.length}件(対策基準 3(2)(カ)①)`],
          ['2人の承認が同じ人によるもの', `${conduct.twice.length}件`],
          ['代行者の決定', `${conduct.deputised.length}件(対策基準 9(3))`],
          ['上位者がいないための決定', `${conduct.nobodyAbove.length}件`],
          [
            '過ぎた期限',
            `${conduct.missed.length}件、遅れた研修・点検など ${shares.reduce((sum, { count }) => sum + count, 0)}件`,
          ],
          ['記録の封印', sealWord(made.seal)],
        ],
      },
      ...listed(dir, '自分の申請を自分で決めたもの', none, conduct.own),
      ...listed(dir, '2人の承認が同じ人によるもの', none, conduct.twice),
      ...listed(dir, '「上位者がいないため」の決定', none, conduct.nobodyAbove),
      ...listed(dir, '代行者の決定', none, conduct.deputised),
      heading('だれがだれの申請を決めたか'),
      conduct.pairs.length === 0 ? { kind: 'text', text: 'まだ決定がありません。' } : pairs(dir, conduct.pairs),
      heading(`過ぎた期限 ${conduct.missed.length}件`),
      conduct.missed.length === 0
        ? { kind: 'text', text: none }
        : {
            kind: 'table',
            head: ['番号', '日時', '何が過ぎたか'],
            widths: [4, 4, 8],
            rows: conduct.missed.slice(0, longest).map((each) => [numberOf(each), showTime(each.at), each.what]),
          },
      heading('遅れた研修・点検など'),
      shares.length === 0
        ? { kind: 'text', text: none }
        : {
            kind: 'table',
            head: ['件名', '部署', '遅れた人数'],
            widths: [6, 6, 2],
            rows: shares.map(({ label, unit, count }) => [label, dir.unitName(unit), String(count)]),
          },
    ],
  };
};
