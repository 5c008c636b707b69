import { buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { showTime } from '../time.ts';
import type { Incident } from './incident.ts';

export const incidentNumber = (id: string): string => `事故 ${caseNumber(id)}`;

const name = (ctx: Ctx, person: string): string => {
  const known = ctx.dir.person(person);
  return known ? `${known.name}さん` : '名簿にない方';
};

const phones = (ctx: Ctx, people: readonly string[]): string =>
  people
    .map((person) => `${name(ctx, person)}${ctx.dir.person(person)?.phone ? `(${ctx.dir.person(person)?.phone})` : ''}`)
    .join('、');

const reached = (ctx: Ctx, incident: Incident): string =>
  incident.told.length > 0
    ? `${showTime(incident.reportedAt)}に届き、${phones(ctx, incident.told)}に知らせました。返事がないときは、電話で知らせてください。`
    : `${showTime(incident.reportedAt)}に記録しましたが、チャットで届けられる担当者がいません。すぐに、総務部へ電話してください。`;

/** For the reporter: who has it since when, whom to phone, and no word of blame. */
export const reporterCard = (ctx: Ctx, id: string, incident: Incident): Card => {
  const title = `${incidentNumber(id)} ${incident.received ? '受け付けました' : '届きました'}`;
  const { received } = incident;
  return {
    title,
    tone: 'good',
    notice: title,
    blocks: [
      text('知らせてくださり、ありがとうございます。早く分かることが、いちばんの助けになります。'),
      text(received ? `${name(ctx, received.by)}が${showTime(received.at)}に受け付けました。` : reached(ctx, incident)),
      {
        kind: 'facts',
        rows: [
          ['件名', incident.subject],
          ['内容', incident.body],
        ],
      },
    ],
  };
};

/** For the 情報管理者 and the 情報セキュリティ管理者 (2-7(3)(ア)). */
export const receiverCard = (ctx: Ctx, id: string, incident: Incident): Card => {
  const title = `${incidentNumber(id)} 事故の報告`;
  const { received } = incident;
  return {
    title,
    tone: received ? 'plain' : 'stop',
    notice: title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['報告した人', name(ctx, incident.reporter)],
          ['報告の日時', showTime(incident.reportedAt)],
          ['件名', incident.subject],
          ['内容', incident.body],
        ],
      },
      ...(received
        ? [text(`${name(ctx, received.by)}が${showTime(received.at)}に受け付けました。`)]
        : [
            text('まず「受け付けた」を押して、報告した方に声をかけてください。(対策基準 7(3))'),
            buttons({ label: '受け付けた', style: 'primary', action: { do: 'press', verb: 'receive', case: id } }),
          ]),
    ],
  };
};
