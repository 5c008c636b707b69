import { type Block, type Button, buttons, text } from '../../../card.ts';
import { fact, shown } from '../../run.ts';
import { type Before, isOffered, pressStep } from '../../step.ts';
import { numberOf } from '../../words.ts';
import { formButton, pressButton } from '../buttons.ts';
import { pageSize, type Recipient, tickWords } from '../mail.ts';
import { followers, mailOf } from '../of-mail.ts';
import { tick } from './tick.ts';

const line = ({ no, address, is }: Recipient): string => `宛先${no} ${address} ${tickWords[is]}`;

const self = { name: 'seeRecipients', label: '宛先を見る' };

const pages = (before: Before, from: number): Button[] => {
  const { length } = mailOf(before.report).recipients;
  const turn = (label: string, to: number): Button => pressButton(before, { ...self, label }, String(to));
  return [
    ...(isOffered(tick, before) ? [formButton(before, { ...tick, label: 'この方たちを記録' }, String(from))] : []),
    ...(from > pageSize ? [turn('前の10件', from - pageSize)] : []),
    ...(from + pageSize <= length ? [turn('次の10件', from + pageSize)] : []),
  ];
};

/** 宛先を見る: the addresses themselves, to one person in private; that they were looked at is on record. */
export const seen = pressStep({
  ...self,
  by: [...followers, 'chief', 'standIn', 'audit'],
  when: (report) => mailOf(report).recipients.length > 0 && report.status !== 'withdrawn',
  take: (before) => {
    const { run, report, arg } = before;
    const { recipients } = mailOf(report);
    const asked = /^\d{1,4}$/.test(arg ?? '') ? Number(arg) : 1;
    const from = Math.min(Math.max(1, asked), Math.max(1, recipients.length));
    const part = recipients.slice(from - 1, from - 1 + pageSize);
    const title = `${numberOf(run.id, report)} 宛先`;
    const ways = pages(before, from);
    const blocks: Block[] = [
      text(`${recipients.length}件のうち${from}〜${from + part.length - 1}件目です。見たことは記録に残りました。`),
      { kind: 'list', items: part.map(line) },
      ...(ways.length > 0 ? [buttons(...ways)] : []),
    ];
    return shown({ title, tone: 'plain', notice: title, blocks }, [
      fact(run, 'mail.recipientsSeen', { from, until: from + part.length - 1 }),
    ]);
  },
});
