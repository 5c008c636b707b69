import { text as words } from '../../../card.ts';
import { choiceOrNone } from '../../../fields.ts';
import { refuse } from '../../../result.ts';
import { decided, fact, told } from '../../run.ts';
import { type Before, formStep } from '../../step.ts';
import { masked } from '../addresses.ts';
import { changesIn, pageFrom, type Recipient, type TickState, ticked, tickWords } from '../mail.ts';
import { followers, isMail, mailOf } from '../of-mail.ts';

const states = (['asked', 'unread', 'opened', 'silent'] as const).map((value) => ({ value, label: tickWords[value] }));

const nameOf = ({ no }: Recipient): string => `to${no}`;

const shownIn = ({ report, arg }: Before): readonly Recipient[] =>
  pageFrom(mailOf(report), /^\d{1,4}$/.test(arg ?? '') ? Number(arg) : undefined);

/** 確認を記録: each recipient by themselves; addresses stay masked, 宛先を見る shows them. */
export const tick = formStep({
  name: 'tick',
  label: '宛先ごとに記録',
  first: true,
  by: followers,
  fresh: true,
  when: (report) => isMail(report) && mailOf(report).recipients.length > 0,
  title: '宛先ごとの確認',
  intro: () => [words('返事があった方から記録してください。変わらない方は、そのままでかまいません。')],
  fields: (before) =>
    Object.fromEntries(
      shownIn(before).map((recipient) => [
        nameOf(recipient),
        choiceOrNone({ label: `宛先${recipient.no}(${masked(recipient.address)})`, options: states }),
      ]),
    ),
  raw: (before) => Object.fromEntries(shownIn(before).map((recipient) => [nameOf(recipient), recipient.is])),
  submit: (before, values: Readonly<Record<string, TickState | ''>>) => {
    const { run, report } = before;
    const said = shownIn(before).flatMap((recipient) => {
      const state = values[nameOf(recipient)];
      return state ? [[recipient.no, state] as const] : [];
    });
    const mail = mailOf(report);
    const changes = changesIn(mail, new Map(said));
    if (changes.size === 0) return refuse('nothing-changed', '変わったところがありません。', {});
    const next = ticked(mail, changes, { by: run.by, at: run.ctx.now });
    return decided(
      run,
      { ...report, mail: next, history: told(report, run, `宛先${changes.size}件の確認を記録`) },
      [...changes].map(([no, state]) => fact(run, 'mail.ticked', { recipient: no, state })),
    );
  },
});
