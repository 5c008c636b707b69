import { type Card, text } from '../card.ts';
import type { Form } from '../form.ts';

const INSTEAD = {
  ja: 'メッセージにパスワードが書かれていました。すぐに、(1)そのメッセージを削除し、(2)パスワードを変えてください。パスワードは、だれに聞かれても答えません。こちらの記録には残していません。(対策基準 7(4)(イ)②)',
  en: 'Your message contained a password. Delete the message, and change the password now. Nobody may ask you for it, this bot included. It was not recorded here. (対策基準 7(4)(イ)②)',
} as const;

const warning = (english: boolean) => text(english ? INSTEAD.en : INSTEAD.ja, 'strong');

/** Stands above any answer to what held a password (2-7(4)(イ)②); what was typed is in no record. */
export const withPasswordWarning = (card: Card, english: boolean): Card => ({
  ...card,
  tone: 'attention',
  blocks: [warning(english), ...card.blocks],
});

/** The same above a form that a message was carried into. */
export const formWithPasswordWarning = (form: Form): Form => ({ ...form, intro: [warning(false), ...form.intro] });

/** After a form that was sent with a password in it. */
export const passwordCard = (): Card => ({
  title: 'パスワードを伏せました',
  tone: 'attention',
  notice: 'パスワードを伏せました',
  blocks: [
    text(
      '送信された内容にパスワードが書かれていたため、伏せて受け付けました。パスワードをすぐに変えてください。元の文章がどこかに残っているときは、削除してください。パスワードは、だれに聞かれても答えません。(対策基準 7(4)(イ)②)',
      'strong',
    ),
  ],
});
