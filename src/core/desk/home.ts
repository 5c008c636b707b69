import { mayAdminister } from '../admin/offices.ts';
import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import type { Case, Involvement } from '../case.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { featureOf } from '../features.ts';
import { jstDate } from '../time.ts';
import { togetherButton } from './together.ts';

export type Section = { heading: string; as: Involvement['as']; empty: string };

export const turns: Section = {
  heading: '私の番',
  as: 'approver',
  empty: 'いま、あなたの返事を待っているものはありません。',
};
export const mine: Section = { heading: '申請状況', as: 'owner', empty: 'いま、進んでいる申請はありません。' };
export const holding: Section = {
  heading: '期限のあるもの・返却するもの',
  as: 'holder',
  empty: '期限のあるものはありません。',
};

const most = 8;

const line = (ctx: Ctx, found: Case): string => {
  const feature = featureOf(found.kind);
  return feature ? feature.line(ctx, found.id, feature.read(found.state)) : found.id;
};

const section = (ctx: Ctx, cases: readonly Case[], person: string, about: Section): Block[] => {
  const own = cases.filter((found) => found.involved.some((one) => one.person === person && one.as === about.as));
  if (own.length === 0) return [text(about.heading, 'strong'), text(about.empty, 'subtle')];
  const shown = own.slice(0, most);
  const open = (found: Case): Button => ({
    label: `${caseNumber(found.id)} を開く`,
    action: { do: 'press', verb: 'show', case: found.id },
  });
  const more = own.length > most ? [text(`ほかに${own.length - most}件あります。`, 'subtle')] : [];
  return [
    text(`${about.heading}(${own.length}件)`, 'strong'),
    { kind: 'list', items: shown.map((found) => line(ctx, found)) },
    buttons(...(about.as === 'approver' ? togetherButton(ctx, own, person) : []), ...shown.map(open)),
    ...more,
  ];
};

/** Lists of one person's cases, with a button that opens each. */
export const listCard = (
  ctx: Ctx,
  cases: readonly Case[],
  person: string,
  title: string,
  sections: readonly Section[],
): Card => ({
  title,
  tone: 'plain',
  notice: title,
  blocks: sections.flatMap((about) => section(ctx, cases, person, about)),
});

/** App Home: what waits for me, my open requests, what I must bring back, and the way to everything else. */
export const homeCard = (ctx: Ctx, cases: readonly Case[], person: string, asked: readonly Block[] = []): Card => {
  const list = listCard(ctx, cases, person, '守り Mamori', [turns, holding, mine]);
  const ways: Button[] = [
    { label: '持ち出し', style: 'primary', action: { do: 'open', form: 'takeout/new' } },
    { label: '事故の報告', style: 'danger', action: { do: 'open', form: 'incident/new' } },
    { label: 'ほかの報告', action: { do: 'press', verb: 'reports' } },
    { label: '質問する', action: { do: 'open', form: 'ask/new' } },
    { label: 'ほかの申請', action: { do: 'press', verb: 'requests' } },
    ...(mayAdminister(ctx.dir, person, jstDate(ctx.now))
      ? [{ label: '管理', action: { do: 'press' as const, verb: 'admin' } }]
      : []),
    { label: '使い方', action: { do: 'press', verb: 'help' } },
  ];
  return { ...list, blocks: [buttons(...ways), { kind: 'divider' }, ...asked, ...list.blocks] };
};
