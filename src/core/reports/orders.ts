import { choice, date, text } from '../fields.ts';
import type { ApproverRole } from '../people/directory.ts';
import { ok, type Result, refuse } from '../result.ts';
import { instantAt, jstDate, plusDays, showTime } from '../time.ts';
import type { Order, Report } from './report.ts';
import type { Run } from './run.ts';
import { holdersOf } from './standing.ts';
import { readClock } from './when.ts';
import { withPhone } from './words.ts';

/** Whom an order goes to: a role, and for an 情報管理者 the unit. Never a person: the chart of the day says who that is. */
export const orderTargets = [
  { value: 'own', label: '報告者の所属の情報管理者' },
  { value: 'unit', label: 'ほかの所属の情報管理者(下に所属を書く)' },
  { value: 'infrastructure', label: '情報基盤管理者' },
  { value: 'security', label: '情報セキュリティ管理者' },
] as const;

const roles: Readonly<Record<(typeof orderTargets)[number]['value'], ApproverRole>> = {
  own: 'informationManager',
  unit: 'informationManager',
  infrastructure: 'infrastructureManager',
  security: 'securityManager',
};

export const orderFields = {
  what: text({ label: 'すること', hint: '例: 共有リンクを止め、開いた人を確かめる', max: 500, lines: true }),
  to: choice({ label: 'だれに', options: orderTargets }),
  unitName: text({
    label: '所属',
    hint: '「ほかの所属」のときだけ。例: 事業部 企画グループ',
    max: 60,
    required: false,
  }),
  due: date({ label: '期限の日' }),
  clock: text({ label: '期限の時刻', hint: '例: 15:00。空のときは執務時間の終わり', max: 20, required: false }),
};

export type OrderTyped = {
  what: string;
  to: (typeof orderTargets)[number]['value'];
  unitName: string;
  due: string;
  clock: string;
};

const unitFor = (run: Run, report: Report, { to, unitName }: OrderTyped): Result<string> => {
  if (to !== 'unit') return ok(report.unit);
  const squeezed = unitName.replace(/\s/gu, '');
  const found = run.ctx.dir.data.units.find(
    ({ id, until }) => !until && squeezed !== '' && run.ctx.dir.unitName(id).replace(/\s/gu, '') === squeezed,
  );
  return found
    ? ok(found.id)
    : refuse('invalid', '所属が見つかりません。', {
        unitName: '「事業部 企画グループ」のように、いまの所属の名前を書いてください。',
      });
};

const dueFor = (run: Run, { due, clock }: OrderTyped): Result<string> => {
  const time = clock === '' ? run.ctx.settings.officeUntil : readClock(clock);
  if (!time)
    return refuse('invalid', '時刻を直してください。', {
      clock: '時刻は「15:00」のように入れてください。空でもかまいません。',
    });
  const at = instantAt(due, time);
  if (at <= run.ctx.now)
    return refuse('invalid', '期限を直してください。', { due: 'もう過ぎています。今より後の日時にしてください。' });
  if (due > plusDays(jstDate(run.ctx.now), 366))
    return refuse('invalid', '期限を直してください。', { due: '期限は1年以内にしてください。' });
  return ok(at);
};

/** The order as typed, ready to stand in the state; refused where nobody could be asked. */
export const orderFrom = (run: Run, report: Report, purpose: Order['for'], typed: OrderTyped): Result<Order> => {
  const unit = unitFor(run, report, typed);
  const due = dueFor(run, typed);
  if (!unit.ok || !due.ok) {
    const fields = { ...(unit.ok ? {} : unit.refusal.fields), ...(due.ok ? {} : due.refusal.fields) };
    return refuse('invalid', `${Object.keys(fields).length}か所を直して、もう一度送ってください。`, fields);
  }
  const order: Order = {
    no: report.orders.length + 1,
    for: purpose,
    role: roles[typed.to],
    unit: unit.value,
    what: typed.what,
    due: due.value,
    by: run.by,
    at: run.ctx.now,
    level: 0,
    since: run.ctx.now,
  };
  return holdersOf(run.ctx.dir, report, order, run.on).length > 0
    ? ok(order)
    : refuse('nobody', 'この指示を受けられる方が名簿に見つかりません。', {
        to: '受けられる方が名簿に見つかりません。ほかの方を選んでください。',
      });
};

export const openOrders = (report: Report): Order[] => report.orders.filter(({ done }) => !done);

export const orderWord = (order: Order): string => `${order.for === 'measure' ? '対策' : '応急'}${order.no}`;

/** 「応急1: 共有リンクを止める(期限 …)」 */
export const orderLine = (order: Order): string => `${orderWord(order)}: ${order.what}(期限 ${showTime(order.due)})`;

/** How it stands, and with whom, for those who follow it. */
export const orderState = (run: Run, report: Report, order: Order): string => {
  const { dir, now } = run.ctx;
  if (order.done) return `済み ${showTime(order.done.at)} ${withPhone(dir, order.done.by)}`;
  const who =
    holdersOf(dir, report, order, run.on)
      .map((person) => withPhone(dir, person))
      .join('、') || '受ける方がいません';
  const late = order.due <= now ? '期限を過ぎています。' : '';
  return `${late}${order.acknowledged ? '引き受け済み' : '返事待ち'}: ${who}`;
};

/** The same report with one of its orders changed. */
export const withOrder = (report: Report, no: number, change: Partial<Order>): Order[] =>
  report.orders.map((order) => (order.no === no ? { ...order, ...change } : order));
