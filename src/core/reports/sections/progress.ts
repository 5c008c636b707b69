import { type FactRow, text } from '../../card.ts';
import type { Directory } from '../../people/lookup.ts';
import { showDate, showTime } from '../../time.ts';
import type { Escalation, Report } from '../report.ts';
import type { Section } from '../section.ts';
import { nameOf } from '../words.ts';

const names: Readonly<Record<Escalation['to'], string>> = {
  chiefOfficer: '責任者',
  infrastructureManager: '情報基盤管理者',
  securityManager: '情報セキュリティ管理者',
  city: '市',
};

const toldLine = (dir: Directory, { to, whom, at }: Escalation): string =>
  `${names[to]} ${whom.map((each) => (to === 'city' ? each : nameOf(dir, each))).join('、')} ${showTime(at)}`;

/** What has been gathered on the way. */
const gathered = (dir: Directory, report: Report): FactRow[] => [
  ['知らせた先', report.escalations.map((each) => toldLine(dir, each)).join('\n')],
  ['証拠', report.evidence.map(({ no, what, kept }) => `${no} ${what}(${kept})`).join('\n')],
  [
    '漏えいした情報',
    report.items.leaked?.is === 'known' ? '書かれています。「ほかの操作」から見られます(見たことは記録に残ります)' : '',
  ],
  ['関係する方', report.about.map((each) => nameOf(dir, each)).join('、')],
  ['責任者の代わり', report.standIn ? `${nameOf(dir, report.standIn.person)} ${report.standIn.why}` : ''],
];

const confirmedLine = (dir: Directory, report: Report): string => {
  const confirmed = 'confirmed' in report ? report.confirmed : undefined;
  if (!confirmed) return '';
  return [`${nameOf(dir, confirmed.by)} ${showTime(confirmed.at)}`, confirmed.said]
    .filter((line) => line !== '')
    .join('\n');
};

/** How far it has come. */
const reached = (dir: Directory, report: Report): FactRow[] => [
  ['再発防止策', 'plan' in report ? (report.plan?.text ?? '') : ''],
  ['確認', confirmedLine(dir, report)],
  ['効果の確認', report.status === 'done' ? `${showDate(report.checkOn)}にお願いします` : ''],
  ['結果', report.status === 'closed' ? report.closed.why : ''],
];

/** Who was told when, evidence, the plan, the confirmation, and what comes next: for those who carry or confirm it. */
export const progress: Section = ({ run, report, as }) => {
  const { dir } = run.ctx;
  if (!(['manager', 'chief', 'standIn', 'unitManager', 'audit'] as const).some((each) => as.has(each))) return [];
  const rows = [...gathered(dir, report), ...reached(dir, report)].filter(([, value]) => value !== '');
  const question = report.status === 'received' ? report.question : undefined;
  return [
    ...(question ? [text(`責任者からの質問: ${question}`, 'strong')] : []),
    ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
  ];
};
