import { choice } from './fields.ts';

const grade = <V extends string>(value: V, label: string, hint: string) => ({ value, label, hint });

/** 2-4(1)(ア): the examples are ours, in the order of the policy's own list. */
export const confidentiality = choice({
  label: '機密性',
  hint: '迷うときは 2 を選んでください。(対策基準 4(1)(ア))',
  options: [
    grade('2', '機密性2', '市民などの個人情報、法令で守る秘密、公開前の法人の情報、漏れると信用や安全を損なう情報'),
    grade('1', '機密性1', '公開している情報など、2 に当たらないもの'),
  ],
});

export const integrity = choice({
  label: '完全性',
  options: [
    grade('2', '完全性2', '書き換えや間違いがあると、市民の権利や財団の業務に大きく響くもの'),
    grade('1', '完全性1', '2 に当たらないもの'),
  ],
});

export const availability = choice({
  label: '可用性',
  options: [
    grade('2', '可用性2', '使えなくなると、市民の権利や財団の業務に大きく響くもの'),
    grade('1', '可用性1', '2 に当たらないもの'),
  ],
});
