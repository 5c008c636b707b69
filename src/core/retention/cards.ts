import { type Block, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { registerOf } from '../registers/registers.ts';
import { assertNever } from '../result.ts';
import { showTime } from '../time.ts';
import { type Count, type Offer, totalOf } from './offer.ts';

const labels: Readonly<Record<string, string>> = {
  copy: 'ファイルの受け取り',
  auditSample: '監査の抽出',
  auditReport: '職務の分離と期限の点検',
  mailCheck: '二人確認',
  question: '質問',
  deputy: '代行者の指名',
  duty: '研修・点検などのお願い',
  retention: '保存期間の点検',
};

export const kindLabel = (kind: string): string => registerOf(kind)?.label ?? labels[kind] ?? kind;

export const countLine = ({ kind, years, count }: Count): string =>
  `${kindLabel(kind)} ${count}件(終わった年度のあと${years}年)`;

export const offerNumber = (id: string): string => `保存期間の点検 ${caseNumber(id)}`;

const name = ({ dir }: Pick<Ctx, 'dir'>, person: string): string => `${dir.person(person)?.name ?? person}さん`;

const ways = (id: string, offer: Offer): Block =>
  buttons(
    {
      label: '消す',
      style: 'danger',
      action: { do: 'press', verb: 'erase', case: id, version: totalOf(offer) },
      confirm: {
        title: '個人の情報を消します',
        text: `${totalOf(offer)}件の内容を消します。元に戻せません。記録(だれが、いつ、何を)は残ります。`,
        yes: '消す',
        no: 'やめる',
      },
    },
    { label: '今月は消さない', action: { do: 'open', form: 'retention/keep', case: id } },
  );

const stands = (ctx: Ctx, id: string, offer: Offer): Block[] => {
  switch (offer.status) {
    case 'offered':
      return [
        text(
          '消すのは、申請や報告に書かれた内容、カード、理由などです。番号、日時、決めた人の記録は、つながったまま残ります。',
        ),
        text('開いている案件、対応中の事故、保全を指定した案件は消しません。', 'subtle'),
        ways(id, offer),
      ];
    case 'erasing':
      return [
        text(`${name(ctx, offer.by)}が${showTime(offer.at)}に「消す」を押しました。消しています(${offer.erased}件)。`),
      ];
    case 'done':
      return [
        text(`${name(ctx, offer.by)}の指示で、${showTime(offer.doneAt)}までに${offer.erased}件の内容を消しました。`),
      ];
    case 'kept':
      return [text(`${name(ctx, offer.by)}が${showTime(offer.at)}に、今月は消さないと決めました。`), text(offer.why)];
    default:
      return assertNever(offer);
  }
};

const tones = { offered: 'attention', erasing: 'plain', done: 'good', kept: 'plain' } as const;

export const offerCard = (ctx: Ctx, id: string, offer: Offer): Card => {
  const title = offerNumber(id);
  return {
    title,
    tone: tones[offer.status],
    notice: title,
    blocks: [
      text(`保存期間を過ぎた案件が${totalOf(offer)}件あります。(対策基準 4(4))`, 'strong'),
      { kind: 'list', items: offer.counts.map(countLine) },
      ...(offer.held > 0 ? [text(`ほかに、保全などのため残すものが${offer.held}件あります。`, 'subtle')] : []),
      ...stands(ctx, id, offer),
    ],
  };
};

/** What takes the place of every card of an erased case. */
export const erasedCard = (id: string, kind: string): Card => {
  const title = `${kindLabel(kind)} ${caseNumber(id)}`;
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [text('保存期間を過ぎたため、内容を消しました。')],
  };
};
