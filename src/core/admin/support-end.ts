import { type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import type { Outbound } from '../outbound.ts';
import type { JstDate } from '../people/directory.ts';
import type { ListedSoftware } from '../settings.ts';
import { listedName } from '../software-list.ts';
import { jstDate, plusDays, showDate } from '../time.ts';
import { holdersOf } from './offices.ts';

/** Time to find another product, or another version. */
const daysBefore = 30;

export const warningDays = (list: readonly ListedSoftware[]): JstDate[] => [
  ...new Set(list.flatMap(({ until }) => (until === '' ? [] : [plusDays(until, -daysBefore), until]))),
];

const endingCard = (ending: readonly ListedSoftware[]): Card => {
  const title = 'サポートの終わるソフトがあります';
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      {
        kind: 'list',
        items: ending
          .slice(0, 30)
          .map(({ product, version, until }) => `${`${product} ${version}`.trim()}: ${showDate(until)}まで`),
      },
      text(
        `サポートの終わったソフトは使えません。更新するか、入っている端末から削除してください。一覧は、情報セキュリティ管理者が「使ってよいソフト」で直せます。(${showClause('2-8(4)(ア)④')})`,
      ),
    ],
  };
};

/** What on today's list ends that day or a month later, for the 情報基盤管理者; the 管理者 where there is none. One message a day, whichever change asked for it. */
export const supportEndNotes = (ctx: Ctx, on: JstDate): Outbound[] => {
  const ending = ctx.settings.software.filter(({ until }) => until === on || until === plusDays(on, daysBefore));
  if (ending.length === 0) return [];
  const today = jstDate(ctx.now);
  const infra = holdersOf(ctx.dir, 'infrastructureManager', today).filter((person) => ctx.dir.reachable(person));
  const to = infra.length > 0 ? infra : holdersOf(ctx.dir, 'securityManager', today);
  const sorted = [...ending].sort(
    (a, b) => a.until.localeCompare(b.until) || listedName(a).localeCompare(listedName(b)),
  );
  return to.map((person) => ({
    slot: `notice/software/${on}/${person}`,
    to: { person },
    lane: 'note',
    card: endingCard(sorted),
  }));
};
