import type { Column } from '../../registers/register.ts';
import type { Report } from '../report.ts';
import { countsOf, type TickState, tickWords } from './mail.ts';
import { mailOf, tapOf } from './of-mail.ts';
import { contentLabel, countLabel, mistakeLabel, placeLabel } from './taps.ts';

const tapped = (
  label: string,
  width: number,
  name: Parameters<typeof tapOf>[1],
  shown: (value: string) => string,
): Column<Report> => ({ label, width, cell: (report) => shown(tapOf(report, name)) });

const ticks: readonly TickState[] = ['asked', 'unread', 'opened', 'silent', 'listed'];

/** What the register of misdirected mail says beyond any report: the taps, and how far the recipients are, as counts. No address. */
export const mailColumns: readonly Column<Report>[] = [
  tapped('どんな間違い', 16, 'mistake', mistakeLabel),
  tapped('送った人数', 10, 'recipients', countLabel),
  tapped('送り先', 10, 'place', placeLabel),
  tapped('入っていた情報', 16, 'personal', contentLabel),
  {
    label: '削除の依頼',
    width: 12,
    cell: (report, { style }) => {
      const at = mailOf(report).requested?.at;
      return at ? style.time(at) : '';
    },
  },
  {
    label: '宛先の確認',
    width: 16,
    cell: (report) => {
      const counts = countsOf(mailOf(report));
      return ticks
        .filter((state) => counts[state] > 0)
        .map((state) => `${tickWords[state]} ${counts[state]}件`)
        .join('\n');
    },
  },
];
