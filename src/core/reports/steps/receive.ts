import { baseOf } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { pressStep } from '../step.ts';

/** 受け付けた: whoever it has reached takes it on (2-7(3)(ア)). */
export const receive = pressStep({
  name: 'receive',
  label: '受け付けた',
  style: 'primary',
  first: true,
  by: ['receiver', 'unitManager', 'manager', 'infrastructure', 'chief'],
  when: (report, { run }) => report.status === 'reported' && report.reporter !== run.by,
  take: ({ run, report }) =>
    decided(
      run,
      {
        ...baseOf(report),
        status: 'received',
        received: { by: run.by, at: run.ctx.now },
        history: told(report, run, '受け付け'),
      },
      [fact(run, 'report.received', {})],
    ),
});
