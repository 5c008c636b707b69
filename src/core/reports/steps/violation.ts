import { plusBusinessDays } from '../../calendar.ts';
import { text as words } from '../../card.ts';
import { choice, text } from '../../fields.ts';
import { everyAs, tell } from '../notes.ts';
import { orderFrom, orderLine, orderWord } from '../orders.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

const isOpenViolation = (report: Report): boolean =>
  report.kind === 'violation' && report.status === 'received' && !isOver(report);

/** 指導 (2-9(7)(イ)①): what the person was told, and whether it helps. */
export const guide = formStep({
  name: 'guide',
  label: '指導を記録',
  first: true,
  by: ['unitManager', 'manager'],
  when: isOpenViolation,
  title: '指導の記録',
  intro: () => [words('ご本人に事実を伝え、くり返さないための指導をした記録です。(対策基準 9(7)(イ)①)')],
  fields: {
    said: text({ label: '指導の内容', hint: '例: 媒体の持ち出しには申請が要ることを説明した', max: 500, lines: true }),
    result: choice({
      label: '様子',
      options: [
        { value: 'better', label: '直った・直る見込み' },
        { value: 'not', label: '直らない' },
        { value: 'open', label: 'まだ分からない' },
      ],
    }),
  },
  submit: ({ run, report }, { said, result }) => {
    const count = report.history.filter(({ what }) => what.startsWith('指導')).length + 1;
    const next: Report = { ...report, history: told(report, run, `指導${count}回目`, said) };
    return decided(run, next, [fact(run, 'report.guided', { count, result }, { said })]);
  },
});

/** 使用の停止 (2-9(7)(イ)②): where guidance did not help, as an order to whoever can carry it out. */
export const suspend = formStep({
  name: 'suspend',
  label: '使用の停止を求める',
  style: 'danger',
  by: ['unitManager', 'manager'],
  when: (report) => isOpenViolation(report) && report.history.some(({ what }) => what.startsWith('指導')),
  title: '使用の停止',
  intro: () => [
    words('指導しても直らないときに、情報資産の使用を止めます。情報基盤管理者に届きます。(対策基準 9(7)(イ)②)'),
  ],
  fields: {
    what: text({ label: '止めるもの', hint: '例: 共有フォルダ「事業」への接続', max: 300, lines: true }),
    why: text({ label: '理由', hint: '例: 2回の指導のあとも続いている', max: 300, lines: true }),
  },
  submit: ({ run, report }, { what, why }) => {
    const due = plusBusinessDays(run.on, 1, run.ctx.settings);
    const typed = { what: `使用の停止: ${what}`, to: 'infrastructure' as const, unitName: '', due, clock: '' };
    const made = orderFrom(run, report, 'containment', typed);
    if (!made.ok) return made;
    const next: Report = {
      ...report,
      orders: [...report.orders, made.value],
      history: told(report, run, `使用の停止を求めた(${orderWord(made.value)})`, why),
    };
    return decided(
      run,
      next,
      [fact(run, 'report.suspension', { no: made.value.no, due: made.value.due }, { what, why })],
      {
        pings: tell(run, next, everyAs(run, next, 'ordered'), {
          name: 'order',
          title: '使用の停止の指示が届いています',
          lines: [orderLine(made.value)],
        }),
      },
    );
  },
});

/** 管理者への報告 (2-9(7)(イ)③): what happened, and what was done about it. */
export const reportUp = formStep({
  name: 'reportUp',
  label: '管理者へ報告',
  first: ({ report }) => report.history.some(({ what }) => what.startsWith('指導')),
  by: ['unitManager'],
  when: (report) => isOpenViolation(report) && !report.escalations.some(({ to }) => to === 'securityManager'),
  title: '情報セキュリティ管理者への報告',
  intro: () => [words('違反の内容、指導の内容、いまの様子を報告します。(対策基準 9(7)(イ)③)')],
  fields: { said: text({ label: '報告すること', hint: '内容、指導、いまの様子', max: 1000, lines: true }) },
  submit: ({ run, report }, { said }) => {
    const raised: Report = {
      ...report,
      escalations: [
        ...report.escalations,
        { to: 'securityManager', whom: [], by: run.by, at: run.ctx.now, note: said },
      ],
      history: told(report, run, '情報セキュリティ管理者へ報告', said),
    };
    const managers = everyAs(run, raised, 'manager');
    const next: Report = {
      ...raised,
      escalations: raised.escalations.map((each, at) =>
        at === report.escalations.length ? { ...each, whom: managers } : each,
      ),
    };
    return decided(
      run,
      next,
      [fact(run, 'report.escalated', { to: 'securityManager', people: managers }, { note: said })],
      {
        pings: tell(run, next, managers, { name: 'escalated', title: '違反の報告が届いています', lines: [said] }),
      },
    );
  },
});
