import { type Button, buttons, type Card, type FactRow, text } from '../card.ts';
import type { Case } from '../case.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { approverChain } from '../people/approvers.ts';
import { jstDate } from '../time.ts';
import { holdersOf, offices, officeWords } from './offices.ts';
import { subjectOf, subjects } from './subjects.ts';

const most = 40;

const names = (ctx: Ctx, people: readonly string[]): string =>
  people
    .map((id) => `${ctx.dir.person(id)?.name ?? id}さん${ctx.dir.reachable(id) ? '' : '(チャットに届きません)'}`)
    .join('、') || '空席';

/** Who holds what today, and everything that can be changed here; under way is what waits for its day or a second person. */
export const adminCard = (ctx: Ctx, underWay: readonly Case[]): Card => {
  const today = jstDate(ctx.now);
  const open: Button[] = underWay.slice(0, 10).map(({ id, kind }) => ({
    label: `${subjectOf(kind)?.label ?? ''} ${caseNumber(id)} を開く`,
    action: { do: 'press', verb: 'show', case: id },
  }));
  return {
    title: '管理',
    tone: 'plain',
    notice: '管理',
    blocks: [
      text('変更は、内容を見てから反映します。だれがいつ何を変えたかが、変える前の内容とともに記録に残ります。'),
      {
        kind: 'facts',
        rows: offices.map((office): FactRow => [officeWords[office], names(ctx, holdersOf(ctx.dir, office, today))]),
      },
      { kind: 'facts', rows: subjects.map(({ label, about }): FactRow => [label, about]) },
      buttons(
        ...subjects.map(({ kind, label }): Button => ({ label, action: { do: 'open', form: `${kind}/new` } })),
        { label: '部署ごとの情報管理者', action: { do: 'press', verb: 'managers' } },
        { label: '留守の方の代行者', action: { do: 'open', form: 'deputy/new' } },
        { label: '届かない方', action: { do: 'press', verb: 'unreached' } },
      ),
      ...(open.length > 0 ? [text('進んでいる変更', 'strong'), buttons(...open)] : []),
    ],
  };
};

/** Per unit: its 情報管理者, their deputies, and who decides where there is none. */
export const managersCard = (ctx: Ctx, page: number): Card => {
  const today = jstDate(ctx.now);
  const units = ctx.dir.data.units.filter(({ until, bu }) => bu !== '' && (until === undefined || until >= today));
  const from = Math.max(0, Math.min(page, Math.ceil(units.length / most) - 1)) * most;
  const items = units.slice(from, from + most).map(({ id }) => {
    const heads = ctx.dir.headsOf(id, today);
    const deputies = heads
      .flatMap((head) => ctx.dir.deputiesOf(head, 'informationManager', today))
      .map(({ deputy }) => deputy);
    const [first] = approverChain(ctx.dir, { requester: '', unit: id, role: 'informationManager' }, today).levels;
    const instead =
      heads.length === 0 ? `(いま決めるのは ${names(ctx, first?.approvers.map(({ person }) => person) ?? [])})` : '';
    const deputy = deputies.length > 0 ? `、代行者 ${names(ctx, deputies)}` : '';
    return `${ctx.dir.unitName(id)}: ${names(ctx, heads)}${instead}${deputy}`;
  });
  return {
    title: '部署ごとの情報管理者',
    tone: 'plain',
    notice: '部署ごとの情報管理者',
    blocks: [
      { kind: 'list', items },
      buttons(
        ...(units.length > from + most
          ? [{ label: '続きを見る', action: { do: 'press' as const, verb: 'managers', arg: String(from / most + 1) } }]
          : []),
        { label: '情報管理者の交代', action: { do: 'open', form: 'adminHead/new' } },
        { label: '管理に戻る', action: { do: 'press', verb: 'admin' } },
      ),
    ],
  };
};
