import { text as words } from '../../../card.ts';
import { text } from '../../../fields.ts';
import { refuse } from '../../../result.ts';
import { decided, fact, told } from '../../run.ts';
import { formStep } from '../../step.ts';
import { readAddresses } from '../addresses.ts';
import { listed, mostRecipients } from '../mail.ts';
import { followers, isMail, mailOf } from '../of-mail.ts';

const wrong = (sentence: string) => refuse('invalid', sentence, { addresses: sentence });

/** 宛先: pasted out of the mail program, kept beside the chain, ticked off one by one. */
export const recipients = formStep({
  name: 'recipients',
  label: '宛先を登録',
  first: ({ report }) => mailOf(report).recipients.length === 0,
  by: followers,
  when: (report) => isMail(report) && mailOf(report).recipients.length < mostRecipients,
  title: '宛先の登録',
  intro: () => [
    words('送ってしまった方のメールアドレスを貼ってください。何回かに分けてもかまいません。'),
    words(
      '見られるのは、あなた、所属の情報管理者、情報セキュリティ管理者だけです。カードには人数だけを出します。(対策基準 8(1)(タ)④)',
      'subtle',
    ),
  ],
  fields: {
    addresses: text({
      label: '宛先のメールアドレス',
      hint: '区切りは、改行、カンマ、セミコロンのどれでも',
      max: 3000,
      lines: true,
    }),
  },
  submit: ({ run, report }, { addresses: typed }) => {
    const { addresses, unread } = readAddresses(typed);
    if (unread.length > 0)
      return wrong(
        `アドレスとして読めないものが${unread.length}件あります: ${unread.slice(0, 3).join('、')}。直すか、消してから送ってください。`,
      );
    const before = mailOf(report);
    const mail = listed(before, addresses, { by: run.by, at: run.ctx.now });
    const fresh = mail.recipients.slice(before.recipients.length);
    if (addresses.length === 0) return wrong('メールアドレスが見つかりません。「@」のあるものを貼ってください。');
    if (fresh.length === 0) return wrong('どれも、もう登録されています。');
    if (mail.recipients.length > mostRecipients)
      return wrong(
        `登録できるのは${mostRecipients}件までです。多いときは、確かめたい方だけにして、あとは人数で記録してください。`,
      );
    const numbers = fresh.map(({ no }) => no);
    const details = { addresses: Object.fromEntries(fresh.map(({ no, address }) => [String(no), address])) };
    return decided(run, { ...report, mail, history: told(report, run, `宛先${fresh.length}件を登録`) }, [
      fact(run, 'mail.recipientsListed', { recipients: numbers }, details),
    ]);
  },
});
