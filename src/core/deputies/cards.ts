import { buttons, type Card, text } from '../card.ts';
import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import { requestSteps } from '../requests/steps.ts';
import { showDate, showTime } from '../time.ts';
import type { DeputyTerm } from './deputy.ts';

export const roleWords = { informationManager: '情報管理者', infrastructureManager: '情報基盤管理者' } as const;

const name = (ctx: Ctx, person: string): string => `${ctx.dir.person(person)?.name ?? person}さん`;

/** For the manager: who stands in until when, and a way to end it early. */
export const principalCard = (ctx: Ctx, id: string, term: DeputyTerm): Card => {
  const named = term.status === 'named';
  return {
    title: named ? '代行者を決めています' : '代行は終わりました',
    tone: named ? 'good' : 'plain',
    notice: named ? '代行者を登録しました' : '代行が終わりました',
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...(term.namedBy === undefined
            ? []
            : [['留守の方', name(ctx, term.principal)] as const, ['決めた方', name(ctx, term.namedBy)] as const]),
          ['代行者', name(ctx, term.deputy)],
          ['役割', roleWords[term.role]],
          ['期間', `${showDate(term.from)} から ${showDate(term.until)} まで`],
        ],
      },
      ...(named
        ? [
            text('期間中も、ご自分で決められます。先に決めた方が有効で、記録には両方の名前が残ります。(対策基準 9(3))'),
            buttons({
              label: '代行を終える',
              action: { do: 'press', verb: 'end', case: id },
              confirm: {
                title: '代行を終えますか',
                text: `${name(ctx, term.deputy)}の代行を、いま終えます。`,
                yes: '終える',
                no: '戻る',
              },
            }),
          ]
        : []),
    ],
  };
};

export const deputyCard = (ctx: Ctx, term: DeputyTerm): Card => {
  const named = term.status === 'named';
  return {
    title: named ? '代行をお願いします' : '代行は終わりました',
    tone: named ? 'attention' : 'plain',
    notice: named ? '代行のお願い' : '代行が終わりました',
    blocks: [
      text(
        named
          ? `${name(ctx, term.principal)}の${roleWords[term.role]}としての代行者に指名されました。`
          : `${name(ctx, term.principal)}の代行は終わりました。ありがとうございました。`,
      ),
      { kind: 'facts', rows: [['期間', `${showDate(term.from)} から ${showDate(term.until)} まで`]] },
      ...(named
        ? [
            text(
              `期間中は、承認のお願いがあなたにも届きます。${name(ctx, term.principal)}ご本人の申請と、ご自分の申請は決められません。(対策基準 9(3))`,
              'subtle',
            ),
          ]
        : []),
    ],
  };
};

/** What was decided in the manager's place while they were away, oldest first. */
export const awayCard = (ctx: Ctx, term: DeputyTerm, cases: readonly Case[]): Card => {
  const steps = cases
    .flatMap((each) => requestSteps(ctx, each))
    .filter((step) => step.deputyFor === term.principal && step.at >= term.namedAt)
    .sort((a, b) => a.at.localeCompare(b.at));
  const items = steps.slice(-40).map((step) => `${showTime(step.at)} ${step.line} ${step.what}(${name(ctx, step.by)})`);
  return {
    title: '代行中に決まったこと',
    tone: 'plain',
    notice: '代行中に決まったことの一覧',
    blocks: [
      text(items.length > 0 ? `${items.length}件あります。` : '代行中に決まったことはありません。'),
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ],
  };
};
