import { type Condition, conditionOf } from '../app/condition.ts';
import type { Store } from '../app/ports.ts';
import { showTime } from '../core/time.ts';
import { type Finding, fix, good, look } from './findings.ts';

const hourMs = 3_600_000;
const sealLateMs = 2 * hourMs;
const backupLateMs = 26 * hourMs;
/** A card that has waited so long is no longer only on its way. */
const cardLateMs = 10 * 60_000;

const sealFinding = ({ unsealed, sealedAt }: Condition, real: number): Finding => {
  if (sealedAt === undefined) return good('封印する記録はまだ少しです。');
  return unsealed > 0 && real - Date.parse(sealedAt) > sealLateMs
    ? look(`封印していない記録が ${unsealed} 件あります。ボットが動いているか確かめてください。`)
    : good(`最後の封印は${showTime(sealedAt)}です。`);
};

const backupFinding = ({ backedUpAt }: Condition, real: number): Finding => {
  if (backedUpAt === undefined)
    return look('控えをまだ取っていません。毎日 backup が動くようにしてください(manifests/server)。');
  return real - Date.parse(backedUpAt) > backupLateMs
    ? look(`最後の控えは${showTime(backedUpAt)}です。backup が毎日動いているか確かめてください。`)
    : good(`最後の控えは${showTime(backedUpAt)}です。`);
};

const cardFindings = ({ lanes }: Condition): Finding[] => {
  const parked = lanes.reduce((sum, lane) => sum + lane.parked, 0);
  const oldestMs = Math.max(0, ...lanes.map((lane) => lane.oldestMs));
  return [
    ...(parked > 0 ? [look(`届けられなかったカードが ${parked} 枚あります。`)] : []),
    ...(oldestMs > cardLateMs
      ? [look(`${Math.floor(oldestMs / 60_000)}分前から届いていないカードがあります。ボットと接続を確かめてください。`)]
      : []),
  ];
};

const overdueFindings = ({ overdue }: Condition): Finding[] =>
  overdue > 0 ? [look(`1営業日を過ぎても返事のない申請が ${overdue} 件あります。`)] : [];

type Times = { /** People's time. */ now: string /** Of this machine, in ms. */; real: number };

/** What a running desk looks like from its database. `copies`: whether `backup` is what copies it. */
export const runningFindings = async (store: Store, { now, real }: Times, copies: boolean): Promise<Finding[]> => {
  try {
    await store.check();
  } catch (error) {
    return [fix(error instanceof Error ? error.message : 'データベースを使えません。')];
  }
  const condition = await conditionOf(store, now, real);
  return [
    good('データベースに書けます。'),
    sealFinding(condition, real),
    ...(copies ? [backupFinding(condition, real)] : []),
    ...cardFindings(condition),
    ...overdueFindings(condition),
  ];
};
