import { availability, confidentiality, integrity } from '../../classification.ts';
import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, why } from './common.ts';

export const classify = defineKind({
  name: 'classify',
  label: '分類の判断',
  words: ['分類', '機密性', 'classify'],
  clauses: ['2-4(2)(エ)③', '2-4(1)(ア)'],
  about: '情報の分類(機密性など)がわからないとき',
  offer: ['分類の判断を頼む', 'Ask how to classify it'],
  fields: {
    what: text({
      label: '情報の内容',
      hint: '例: 他団体からもらった参加者の一覧。中身そのものは書かないでください。',
      max: 300,
      lines: true,
    }),
    origin: choice({
      label: '手に入れたところ',
      options: [
        { value: 'inside', label: '財団の中' },
        { value: 'outside', label: '財団の外' },
      ],
    }),
    marks: text({ label: '付いている表示', hint: '例: 「取扱注意」の印。なければ空のまま', max: 100, required: false }),
    purpose: why('使いみち', '例: 相談会の案内を送るため'),
  },
  hear: hears(
    /(分類|機密性|重要性の?区分)[^。]{0,8}(わから|分から|判断して|決めて|不明)|\b(which|what) class(ification)?\b/iu,
    'what',
  ),
  approvers: ['informationManager'],
  answer: {
    ask: '分類の判断',
    button: '分類を答える',
    ring: '分類の答えが届きました',
    intro: '迷うときは、高いほうを選んでください。一つでも2の情報が混ざっていれば2です。(対策基準 4(2)(オ)④)',
    fields: {
      confidentiality,
      integrity,
      availability,
      reason: text({ label: '判断の理由・扱い方', max: 300, lines: true, required: false }),
    },
  },
  check: () => undefined,
  subject: ({ what }) => oneLine(what, 30),
});
