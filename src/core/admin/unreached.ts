import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { inDomains } from '../people/accounts.ts';
import { jstDate } from '../time.ts';

/** What could not be brought to somebody, and why the platform said so. */
export type Parked = { person: PersonId; count: number; why: string };

export type Reach = {
  /** Accounts that somebody has ever used. */
  used: (person: PersonId) => boolean;
  parked: readonly Parked[];
  emailDomains: readonly string[];
};

const most = 30;
const buttonsMost = 8;

const whyWords: Readonly<Record<string, string>> = {
  'no-account': 'アカウントが見つかりません',
  account_inactive: 'アカウントが止まっています',
  user_not_found: 'アカウントがなくなっています',
  channel_not_found: 'アプリとの会話がありません',
};

const nameOf = (ctx: Ctx, id: PersonId): string => `${id} ${ctx.dir.person(id)?.name ?? ''}`;

/** The first thing that keeps cards from somebody, with what to do about it. */
const missingWhy = (ctx: Ctx, id: PersonId, domains: readonly string[]): string => {
  const email = ctx.dir.person(id)?.email ?? '';
  if (email === '') return '名簿にメールがありません。名簿にメールを入れてください。';
  if (domains.length > 0 && !inDomains(email, domains))
    return '名簿のメールが財団のものではありません。名簿を直してください。';
  const accounts = ctx.dir.accountsOf(id);
  return accounts.length > 0
    ? 'アカウントが止まっているか、アプリが外されています。チャットの管理者に確かめてください。'
    : 'チャットのアカウントがありません。名簿とチャットのメールが同じかを確かめてください。';
};

const listOf = (title: string, items: readonly string[], next: string): Block[] =>
  items.length === 0
    ? []
    : [
        text(`${title}: ${items.length}人`, 'strong'),
        { kind: 'list', items: items.slice(0, most) },
        ...(items.length > most ? [text(`ほか${items.length - most}人`, 'subtle')] : []),
        ...(next ? [text(next, 'subtle')] : []),
      ];

/** Who cannot be reached, why, and what to do: nobody should have to find out by an approval that never came. */
export const unreachedCard = (ctx: Ctx, { used, parked, emailDomains }: Reach): Card => {
  const today = jstDate(ctx.now);
  const inPost = ctx.dir.data.people.map(({ id }) => id).filter((id) => ctx.dir.postsOf(id, today).length > 0);
  const missing = inPost.filter((id) => !ctx.dir.reachable(id));
  const silent = inPost.filter((id) => ctx.dir.reachable(id) && !used(id));
  const again: Button[] = parked.slice(0, buttonsMost).map(({ person }) => ({
    label: `もう一度送る(${ctx.dir.person(person)?.name ?? person})`,
    action: { do: 'press', verb: 'tryAgain', arg: person },
  }));
  const all: Button[] =
    parked.length > 1
      ? [{ label: '全員にもう一度送る', style: 'primary', action: { do: 'press', verb: 'tryAgain' } }]
      : [];
  const nobody = missing.length + silent.length + parked.length === 0;
  return {
    title: '届かない方',
    tone: nobody ? 'good' : 'attention',
    notice: '届かない方の一覧',
    blocks: [
      ...(nobody ? [text(`在籍の${inPost.length}人、全員に届きます。`)] : []),
      ...listOf(
        '届けられなかったカードのある方',
        parked.map(
          ({ person, count, why }) =>
            `${nameOf(ctx, person)}: ${count}件(${whyWords[why] ?? 'チャットが受け付けませんでした'})`,
        ),
        '直したあとに「もう一度送る」を押してください。',
      ),
      ...(parked.length > 0 ? [buttons(...all, ...again)] : []),
      ...listOf(
        'カードの届かない方',
        missing.map((id) => `${nameOf(ctx, id)}: ${missingWhy(ctx, id, emailDomains)}`),
        '届かない間の承認は、次の情報管理者へ順に回ります。(対策基準 3(1)(ウ))',
      ),
      ...listOf(
        'まだ一度も使っていない方',
        silent.map((id) => nameOf(ctx, id)),
        'カードは届いています。「守り」を一度開いて「ヘルプ」と送ってもらってください。',
      ),
      buttons({ label: '管理に戻る', action: { do: 'press', verb: 'admin' } }),
    ],
  };
};

export const triedAgainCard = (count: number): Card => {
  const title = count > 0 ? `${count}件をもう一度送ります` : '送り直すものはありません';
  return {
    title,
    tone: count > 0 ? 'good' : 'plain',
    notice: title,
    blocks: [
      text(
        count > 0
          ? '1分ほどして「届かない方」を開き、残っていなければ届いています。'
          : 'いま、届けられずに残っているカードはありません。',
      ),
      buttons({ label: '届かない方', action: { do: 'press', verb: 'unreached' } }),
    ],
  };
};
