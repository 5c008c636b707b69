import { type Block, type Button, buttons, type Card, type FactRow, text } from '../card.ts';
import { carried } from '../carried.ts';
import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { assertNever } from '../result.ts';
import { showTime } from '../time.ts';
import type { MailCheck } from './mail-check.ts';

const bccRule = '2-8(1)(タ)③';

export const checkNumber = (id: string): string => `二人確認 ${caseNumber(id)}`;

const nameOf = (ctx: Ctx, person: string): string => `${ctx.dir.person(person)?.name ?? person}さん`;

const looks = [
  'Toにはご自分のアドレスだけを入れ、相手の方はすべてBccに入れる',
  '相手の方が合っているか、候補から選んだアドレスを一つずつ見る',
  '添付は開いて、隠れたシートや変更履歴まで見る',
];

const inEnglish =
  'Put all recipients in BCC, so that nobody sees the addresses of the others. Check every address and open the attachment once more. The button below asks a colleague to look at it with you.';

/** 「60人に送るけど大丈夫?」: the rule, what to look at, and a second pair of eyes for whoever wants one. */
export const bccRuleCard = ({ people, english }: { people?: number; english?: true }): Card => {
  const title = 'メールを送る前に';
  const to = people === undefined ? '大勢に' : `${people.toLocaleString('ja-JP')}人に`;
  const ask: Button = {
    label: '二人確認を頼む',
    style: 'primary',
    action: {
      do: 'open',
      form: 'mailCheck/new',
      ...(people === undefined ? {} : { arg: carried({ raw: { people: String(people) } }) }),
    },
  };
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      ...(english ? [text(inEnglish)] : []),
      text(
        `${to}送るときは、宛先をBccに入れてください。ほかの方のアドレスが見えると、それだけで個人情報が漏れたことになります。`,
        'strong',
      ),
      { kind: 'list', items: looks },
      text(
        'お互いのアドレスを知らせる必要があるときだけ、ToやCcを使えます。機密性2の情報を送るときは、先に情報管理者の許可をもらってください。',
      ),
      text(`根拠: ${showClause(bccRule)}、${showClause('2-4(2)(オ)③')}`, 'subtle'),
      buttons(ask, { label: 'きまりを読む', action: { do: 'press', verb: 'clause', arg: bccRule } }),
      text('心配なときは、同じ職場の方に宛先と添付を一緒に見てもらえます。', 'subtle'),
    ],
  };
};

const about = ({ people, attachment }: MailCheck): FactRow[] => [
  ...(people === undefined ? [] : [['送る人数', `${people.toLocaleString('ja-JP')}人`] as const]),
  ...(attachment === '' ? [] : [['添付ファイル', attachment === 'yes' ? 'あり' : 'なし'] as const]),
];

const rows = (list: readonly FactRow[]): Block[] => (list.length > 0 ? [{ kind: 'facts', rows: list }] : []);

const stands = (ctx: Ctx, check: MailCheck): string => {
  const who = nameOf(ctx, check.checker);
  switch (check.status) {
    case 'asked':
      return `${who}にお願いしました(${showTime(check.askedAt)})。画面を一緒に見てもらってください。返事があるまで、送らずにお待ちください。`;
    case 'confirmed':
      return `${who}が${showTime(check.answeredAt)}に確認しました。送って大丈夫です。`;
    case 'flagged':
      return `${who}が「直すところがある」と知らせました(${showTime(check.answeredAt)})。直してから、もう一度お願いしてください。`;
    case 'withdrawn':
      return '確認のお願いを取りやめました。';
    case 'lapsed':
      return `${who}の返事がないまま、期限が過ぎました。確認は済んでいません。`;
    default:
      return assertNever(check);
  }
};

const tones = {
  asked: 'plain',
  confirmed: 'good',
  flagged: 'attention',
  withdrawn: 'plain',
  lapsed: 'attention',
} as const;

const press = (id: string, check: MailCheck, verb: string, label: string, style?: Button['style']): Button => ({
  label,
  ...(style ? { style } : {}),
  action: { do: 'press', verb, case: id, version: check.round },
});

const senderWays = (id: string, check: MailCheck): Button[] => [
  ...(check.status === 'flagged' ? [press(id, check, 'again', '直したので、もう一度', 'primary')] : []),
  ...(check.status === 'asked' || check.status === 'flagged' ? [press(id, check, 'stop', '取りやめる')] : []),
];

export const senderCard = (ctx: Ctx, id: string, check: MailCheck): Card => {
  const title = checkNumber(id);
  const ways = senderWays(id, check);
  return {
    title,
    tone: tones[check.status],
    notice: title,
    blocks: [text(stands(ctx, check)), ...rows(about(check)), ...(ways.length > 0 ? [buttons(...ways)] : [])],
  };
};

export const checkerCard = (ctx: Ctx, id: string, check: MailCheck): Card => {
  const asked = check.status === 'asked';
  const title = checkNumber(id);
  const done: Record<MailCheck['status'], string> = {
    asked: '',
    confirmed: `${showTime(check.status === 'asked' ? check.askedAt : check.answeredAt)}に「確認しました」と記録しました。ありがとうございました。`,
    flagged: '「直すところがある」と知らせました。直ったら、もう一度届きます。',
    withdrawn: '確認のお願いは取りやめになりました。操作は要りません。',
    lapsed: '期限が過ぎました。操作は要りません。',
  };
  return {
    title,
    tone: asked ? 'attention' : 'plain',
    notice: title,
    blocks: asked
      ? [
          text(
            `${nameOf(ctx, check.sender)}が、送る前のメールの確認をお願いしています。送り手の画面で、次の3つを見てください。`,
          ),
          { kind: 'list', items: looks },
          ...rows(about(check)),
          buttons(press(id, check, 'confirm', '確認しました', 'primary'), press(id, check, 'flag', '直すところがある')),
          text('メールの中身は、ここには送らないでください。', 'subtle'),
        ]
      : [text(done[check.status])],
  };
};
