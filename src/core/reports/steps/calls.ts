import { callList } from '../call-list.ts';
import { backButton } from '../card-back.ts';
import { shown } from '../run.ts';
import { pressStep } from '../step.ts';
import { numberOf } from '../words.ts';

/** 緊急時連絡網を見る: whom to telephone, in order. */
export const calls = pressStep({
  name: 'calls',
  label: '緊急時連絡網を見る',
  by: ['receiver', 'unitManager', 'manager', 'infrastructure', 'chief', 'standIn', 'ordered'],
  when: () => true,
  take: ({ run, report }) => {
    const title = `${numberOf(run.id, report)} 緊急時連絡網`;
    return shown({ title, tone: 'plain', notice: title, blocks: [...callList(run.ctx), backButton(run.id)] }, []);
  },
});
