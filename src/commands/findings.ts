import { approverChain } from '../core/people/approvers.ts';
import type { JstDate } from '../core/people/directory.ts';
import type { Directory } from '../core/people/lookup.ts';

/** `fix` must be mended before people can rely on the bot; `look` deserves a look; `good` is as it should be. */
export type Finding = { weight: 'fix' | 'look' | 'good'; text: string };

export const fix = (text: string): Finding => ({ weight: 'fix', text });
export const look = (text: string): Finding => ({ weight: 'look', text });
export const good = (text: string): Finding => ({ weight: 'good', text });

const shown = 10;
const few = (names: readonly string[]): string =>
  names.length <= shown ? names.join('、') : `${names.slice(0, shown).join('、')} ほか${names.length - shown}`;

/** Nobody's own request: whoever stands first for a unit is found as for any member of it. */
const anybody = '';

const unitFindings = (dir: Directory, today: JstDate): Finding[] => {
  const units = dir.data.units.filter((unit) => unit.until === undefined || unit.until >= today);
  const levels = units.map((unit) => ({
    name: dir.unitName(unit.id) || '組織全体',
    chain: approverChain(dir, { requester: anybody, unit: unit.id, role: 'informationManager' }, today),
    unit,
  }));
  const nobody = levels.filter(({ chain }) => chain.levels.length === 0).map(({ name }) => name);
  const vacant = levels.filter(({ unit }) => dir.headsOf(unit.id, today).length === 0).map(({ name }) => name);
  return [
    ...(nobody.length > 0 ? [fix(`承認できる人がいない部署: ${few(nobody)}。職員の取り込みを確かめてください。`)] : []),
    ...(vacant.length > 0 ? [look(`長のいない部署(上の方に送られます): ${few(vacant)}`)] : []),
    ...(nobody.length === 0 && units.length > 0 ? [good(`部署 ${units.length}、どこにも承認できる人がいます。`)] : []),
  ];
};

const roleFindings = (dir: Directory, today: JstDate): Finding[] => {
  const roles = [
    ['情報セキュリティ管理者', dir.data.roles.securityManagerUnit],
    ['情報基盤管理者', dir.data.roles.infrastructureManagerUnit],
  ] as const;
  return roles.flatMap(([name, unit]) => {
    if (unit === undefined) return [fix(`${name}の部署が決まっていません。units import で「役割」を入れてください。`)];
    const heads = dir.headsOf(unit, today);
    if (heads.length === 0) return [look(`${name}(${dir.unitName(unit)}の長)が空席です。`)];
    return heads.some((head) => dir.reachable(head)) ? [] : [fix(`${name}にカードが届きません。`)];
  });
};

/** Teams tells nothing about people who never opened the app, so nothing can be sent to them either. */
const openTheApp =
  'Teamsの方は、「守り」を一度開くと届くようになります。管理センターのセットアップポリシーで全員に入れておくこともできます。';

const reachFindings = (dir: Directory, today: JstDate, onTeams: boolean): Finding[] => {
  const inPost = dir.data.people.filter(({ id }) => dir.postsOf(id, today).length > 0);
  const missing = inPost.filter(({ id }) => !dir.reachable(id)).map(({ name, id }) => `${name}(${id})`);
  if (inPost.length === 0) return [fix('職員が登録されていません。staff import で取り込んでください。')];
  if (missing.length === inPost.length) {
    const next = onTeams ? openTheApp : '';
    return [fix(`カードの届く職員がいません。EMAIL_DOMAINS と、チャットのメールアドレスを確かめてください。${next}`)];
  }
  if (missing.length > 0) {
    const next = onTeams ? `。${openTheApp}` : '';
    return [look(`カードの届かない職員 ${missing.length}名: ${few(missing)}${next}`)];
  }
  return [good(`職員 ${inPost.length}名、全員にカードが届きます。`)];
};

/** What the chart of this day says about who can be asked and who can be told. */
export const directoryFindings = (dir: Directory, today: JstDate, onTeams: boolean): Finding[] => [
  ...reachFindings(dir, today, onTeams),
  ...(dir.data.people.length === 0 ? [] : [...unitFindings(dir, today), ...roleFindings(dir, today)]),
];
