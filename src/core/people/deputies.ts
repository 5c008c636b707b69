import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isDate, plusDays, plusMonths, showDate } from '../time.ts';
import type { DeputyRole, JstDate } from './directory.ts';
import { type Directory, holdsOn } from './lookup.ts';
import { rolesOf } from './roles.ts';

export type DeputyAsk = { principal: PersonId; deputy: PersonId; role: DeputyRole; from: JstDate; until: JstDate };

/** Whether somebody may name this deputy for those days (2-9(3)); each refusal says what to choose instead. */
export const mayNameDeputy = (dir: Directory, ask: DeputyAsk, today: JstDate): Result<DeputyAsk> => {
  const wrong = wrongTerm(ask, today) ?? wrongPrincipal(dir, ask) ?? wrongDeputy(dir, ask);
  return wrong ?? ok(ask);
};

/** The last day a term beginning then may have: the same day of the month, three months on. */
export const lastDeputyDay = (from: JstDate): JstDate => plusMonths(from, 3);

const roleName: Record<DeputyRole, string> = {
  informationManager: '情報管理者',
  infrastructureManager: '情報基盤管理者',
};

const wrongTerm = ({ from, until }: DeputyAsk, today: JstDate): Result<never> | undefined => {
  if (!isDate(from)) {
    const say = '代行を始める日を入れてください(対策基準 9(3))。';
    return refuse('no-start', say, { from: say });
  }
  if (!isDate(until)) {
    const say = '代行を終える日を入れてください。終わりのない代行は登録できません(対策基準 9(3))。';
    return refuse('no-end', say, { until: say });
  }
  if (from < today) {
    const say = `代行を始める日は、今日(${showDate(today)})以降にしてください(対策基準 9(3))。`;
    return refuse('past', say, { from: say });
  }
  if (until < from) {
    const say = '代行を終える日は、始める日と同じ日か、それより後にしてください(対策基準 9(3))。';
    return refuse('end-before-start', say, { until: say });
  }
  if (until > lastDeputyDay(from)) {
    const say = `代行は3か月までです。終える日は${showDate(lastDeputyDay(from))}までにしてください(対策基準 9(3))。`;
    return refuse('too-long', say, { until: say });
  }
  return undefined;
};

const wrongPrincipal = (dir: Directory, { principal, role, from }: DeputyAsk): Result<never> | undefined => {
  const held = rolesOf(dir, principal, from).filter((one) => one.role === role);
  if (held.some((one) => one.deputyFor === undefined)) return undefined;
  return held.length > 0
    ? refuse(
        'deputys-deputy',
        `代行者が、さらに代行者を決めることはできません。${roleName[role]}ご本人に頼んでください(対策基準 9(3))。`,
      )
    : refuse(
        'not-the-role',
        `${showDate(from)}の時点で${roleName[role]}ではないため、代行者を決められません(対策基準 9(3))。`,
      );
};

const wrongDeputy = (dir: Directory, ask: DeputyAsk): Result<never> | undefined => {
  const person = dir.person(ask.deputy);
  const no = (code: string, say: string): Result<never> => refuse(code, say, { deputy: say });
  if (!person)
    return no('unknown-deputy', '代行者が名簿に見つかりません。氏名か職員番号で選び直してください(対策基準 9(3))。');
  if (ask.deputy === ask.principal) return no('oneself', '代行者には、ご自分以外の方を選んでください(対策基準 9(3))。');
  if (!dir.reachable(ask.deputy)) {
    return no(
      'no-account',
      `${person.name}さんはチャットのアカウントがないため、承認の依頼が届きません。ほかの方を選んでください(対策基準 9(3))。`,
    );
  }
  const gap = firstDayOutOfPost(dir, ask);
  return gap === undefined
    ? undefined
    : no(
        'out-of-post',
        `${person.name}さんは${showDate(gap)}に在籍していません。期間を短くするか、ほかの方を選んでください(対策基準 9(3))。`,
      );
};

const firstDayOutOfPost = (dir: Directory, { deputy, from, until }: DeputyAsk): JstDate | undefined => {
  const posts = dir.allPostsOf(deputy);
  let day = from;
  while (day <= until) {
    const ends = posts.filter((post) => holdsOn(post, day)).map((post) => post.until);
    if (ends.length === 0) return day;
    if (ends.includes(undefined)) return undefined;
    day = plusDays(
      ends.reduce<JstDate>((last, end) => (end !== undefined && end > last ? end : last), day),
      1,
    );
  }
  return undefined;
};
