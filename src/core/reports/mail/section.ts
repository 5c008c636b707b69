import { type Block, type FactRow, text } from '../../card.ts';
import { showTime } from '../../time.ts';
import type { Section } from '../section.ts';
import { adviceFor } from './advice.ts';
import { countsOf, isSettled, type Mail, type TickState, tickWords } from './mail.ts';
import { isMail, mailOf, tapOf } from './of-mail.ts';
import { contentLabel, countLabel, mistakeLabel, placeLabel } from './taps.ts';

const order: readonly TickState[] = ['listed', 'asked', 'unread', 'opened', 'silent'];

const tapped: readonly (readonly [
  'mistake' | 'recipients' | 'place' | 'personal',
  string,
  (value: string) => string,
])[] = [
  ['mistake', 'どんな間違い', mistakeLabel],
  ['recipients', '送った人数', countLabel],
  ['place', '送り先', placeLabel],
  ['personal', '個人情報', contentLabel],
];

const counts = (mail: Mail): string => {
  const number = countsOf(mail);
  const said = order.filter((state) => number[state] > 0).map((state) => `${tickWords[state]} ${number[state]}件`);
  return `${mail.recipients.length}件(${said.join('、')})`;
};

const done = (mail: Mail): FactRow[] => [
  ...(mail.closed ? [['リンクの共有', `${showTime(mail.closed.at)}に止めました`] as const] : []),
  ...(mail.recalled ? [['取り消し', `${showTime(mail.recalled.at)}にしました`] as const] : []),
  ...(mail.requested ? [['削除の依頼', `${showTime(mail.requested.at)}にしました`] as const] : []),
  ...(mail.recipients.length > 0 ? [['宛先', counts(mail)] as const] : []),
];

const isDone = ({ recipients }: Mail): boolean => recipients.length > 0 && recipients.every(isSettled);

/** What to do now, how far the recipients are, as counts; never an address. */
export const mailSection: Section = ({ report, as }) => {
  if (report.kind !== 'misdirectedMail') return [];
  const mail = mailOf(report);
  const rows: FactRow[] = [
    ...(as.has('reporter') ? [] : tapped.map(([name, label, shown]): FactRow => [label, shown(tapOf(report, name))])),
    ...done(mail),
  ];
  const advice: Block[] =
    isMail(report) && as.has('reporter') && !isDone(mail)
      ? [
          text('いまできること', 'strong'),
          { kind: 'list', items: adviceFor({ mistake: tapOf(report, 'mistake'), place: tapOf(report, 'place') }) },
        ]
      : [];
  return [...advice, ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : [])];
};
