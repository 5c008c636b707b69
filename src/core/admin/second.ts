import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { applyChange } from '../people/apply-change.ts';
import { changeDates } from '../people/chart-diff.ts';
import { type Directory, indexDirectory } from '../people/lookup.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate, showDate } from '../time.ts';
import {
  holdersOf,
  identityChange,
  type OfficeChange,
  officeChanges,
  officeWords,
  ownPowersChange,
} from './offices.ts';
import type { Plan, ShownSection } from './subject.ts';

/** What a plan does to the roles of the whole foundation, to the proposer's own powers, and to who is who. */
export type Effect = {
  after: Directory;
  dates: readonly string[];
  changes: readonly OfficeChange[];
  own: boolean;
};

export const effectOf = (ctx: Ctx, plan: Plan, by: PersonId): Effect => {
  const after = indexDirectory(applyChange(ctx.dir.data, plan.change));
  const today = jstDate(ctx.now);
  const dates = plan.from === undefined || plan.from <= today ? changeDates(ctx.dir, after, today) : [plan.from];
  return {
    after,
    dates,
    changes: officeChanges(ctx.dir, after, dates),
    own: ownPowersChange(ctx.dir, after, by, dates) || identityChange(ctx.dir, plan.change, by, dates),
  };
};

const names = (dir: Directory, people: readonly PersonId[]): string =>
  people.map((id) => `${dir.person(id)?.name ?? id}さん`).join('、') || 'なし';

/** 「情報セキュリティ管理者: …から …さん → …さん」, and what is wrong with it. */
export const officeSections = (ctx: Ctx, { after, changes, dates }: Effect): ShownSection[] => {
  const moved = changes.map(
    ({ office, on, from, to }) =>
      `${officeWords[office]}: ${showDate(on)}から ${names(after, from)} → ${names(after, to)}`,
  );
  const wrong = [...vacancies(changes), ...sameHands(after, dates), ...ownAudit(ctx, after, changes)];
  return [
    ...(moved.length > 0 ? [{ title: '財団全体の役割の交代', lines: moved }] : []),
    ...(wrong.length > 0 ? [{ title: '気をつけること', lines: [...new Set(wrong)] }] : []),
  ];
};

/** Roles nobody would hold any more. */
export const vacancies = (changes: readonly OfficeChange[]): string[] =>
  changes
    .filter(({ from, to }) => from.length > 0 && to.length === 0)
    .map(({ office, on }) => `${showDate(on)}から、${officeWords[office]}がいなくなります。`);

/** 2-3(2)(カ)②: who audits is none of those audited. */
export const auditConflicts = (dir: Directory, on: string): string[] =>
  holdersOf(dir, 'auditLead', on).flatMap((lead) =>
    (['chiefOfficer', 'securityManager', 'infrastructureManager'] as const)
      .filter((office) => holdersOf(dir, office, on).includes(lead))
      .map((office) => `${showDate(on)}に、監査責任者が${officeWords[office]}を兼ねます。(対策基準 3(2)(カ)②)`),
  );

const sameHands = (after: Directory, dates: readonly string[]): string[] =>
  dates.flatMap((on) => auditConflicts(after, on)).slice(0, 3);

const ownAudit = (_ctx: Ctx, after: Directory, changes: readonly OfficeChange[]): string[] =>
  changes
    .filter(({ office }) => office === 'auditLead')
    .flatMap(({ to, on }) =>
      to
        .filter((lead) => after.postsOf(lead, on).some(({ position }) => position !== ''))
        .map(
          (lead) =>
            `${names(after, [lead])}は部署の長です。ご自分の部署の監査は、ほかの方に頼んでください。(対策基準 3(2)(カ)②)`,
        ),
    );

/**
 * Whose consent a change needs: none, unless it moves a role of the whole foundation or the proposer's own powers.
 * Then the other of 責任者 and 管理者; who audits is the 責任者's to name (2-3(1)(オ)).
 */
export const secondsFor = (ctx: Ctx, { changes, own }: Effect, by: PersonId): Result<readonly PersonId[]> => {
  const on = jstDate(ctx.now);
  const chiefs = holdersOf(ctx.dir, 'chiefOfficer', on);
  const audit = changes.some(({ office }) => office === 'auditLead');
  const others = own || changes.some(({ office }) => office !== 'auditLead');
  if (!audit && !others) return ok([]);
  if (audit && !others && chiefs.includes(by)) return ok([]);
  const may = audit && !chiefs.includes(by) ? chiefs : [...chiefs, ...holdersOf(ctx.dir, 'securityManager', on)];
  const found = [...new Set(may)].filter((person) => person !== by && ctx.dir.reachable(person));
  return found.length > 0
    ? ok(found)
    : refuse(
        'nobody-seconds',
        'ご自分の権限か財団全体の役割が変わるため、もう1人(責任者か管理者)の確認が要りますが、いまチャットで確認できる方がいません。アカウントを整えるか、ボットを動かしている担当者に、コマンドでの取り込みを頼んでください。(対策基準 3(2)(カ)①)',
      );
};
