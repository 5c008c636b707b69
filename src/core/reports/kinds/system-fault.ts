import { defineReport } from '../kind.ts';

/** 障害 (2-8(1)(ク)): to whoever runs systems, and into the register of faults. */
export const systemFault = defineReport({
  name: 'systemFault',
  label: 'システム障害',
  words: ['障害', 'システム障害', 'トラブル', 'fault'],
  hears: /システム障害|障害が(発生|起き|出)|サーバー?が(落ち|止ま|動か)|ネットワークが(落ち|止ま|つながら)/u,
  clauses: ['2-8(1)(ク)'],
  about: 'システムやネットワークが使えない、動きがおかしいとき',
  firstAid: ['画面の表示や時刻を書きとめてください。何度も操作をくり返す必要はありません。'],
  usual: { subject: 'システムの障害' },
  fields: {},
  crowds: () => true,
  reach: ['infrastructureManager'],
  severe: () => false,
  chiefAtOnce: () => false,
  incident: () => false,
});
