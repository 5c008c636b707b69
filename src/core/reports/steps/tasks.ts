import { taskStep } from '../task.ts';

/** パスワードを変えた (2-7(4)(イ)⑤): said by whoever had it, never asked what it is. */
export const changed = taskStep({
  name: 'changed',
  label: 'パスワードを変えた',
  kinds: ['passwordCompromise'],
  by: ['reporter'],
  sure: '知られたおそれのあるパスワードを、使っているところすべてで変えましたか。パスワードそのものは、どこにも書かないでください。',
});

/** 削除した (2-8(4)(イ)⑤). */
export const deleted = taskStep({
  name: 'deleted',
  label: 'メールを削除した',
  kinds: ['suspiciousMail'],
  by: ['reporter'],
  sure: '不審なメールを、開かずに削除しましたか。',
});

/** LANケーブルを抜いた (2-8(4)(イ)⑨): whoever investigates must know it. */
export const isolated = taskStep({
  name: 'isolated',
  label: 'ネットから切り離した',
  kinds: ['malware'],
  by: ['reporter', 'unitManager', 'infrastructure'],
  sure: 'LANケーブルを抜き、Wi-Fiを切りましたか。電源は、指示があるまで切らないでください。',
});
