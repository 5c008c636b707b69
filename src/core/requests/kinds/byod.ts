import { confidentiality } from '../../classification.ts';
import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, problem, why, wrongPeriod, yesNo } from './common.ts';
import { notOurs } from './takeout-words.ts';

const using = /使い|使っ|使う|使え|つか|持ち込|持って|つな|見た|見て|見る|仕事|業務|\buse\b|\bcheck\b/iu;

export const byod = defineKind({
  name: 'byod',
  label: '支給以外の端末',
  words: ['私物端末', '私物', '個人端末', 'byod'],
  clauses: ['2-7(1)(カ)'],
  about: '財団が支給していない端末を、仕事に使うとき',
  offer: ['支給以外の端末を申請する', 'Request to use my own device'],
  fields: {
    type: choice({
      label: '使いたいもの',
      options: [
        { value: 'pc', label: 'パソコン' },
        { value: 'mobile', label: 'スマートフォン・タブレット' },
        { value: 'media', label: 'USBメモリなどの媒体' },
      ],
    }),
    device: text({ label: '機種・OS', hint: '例: 個人のノートPC、Windows 11', max: 100 }),
    data: text({ label: '扱う情報', hint: '例: 予定表とメール', max: 200 }),
    confidentiality,
    purpose: why('目的', '例: 停電のとき連絡を取るため'),
    ...period('開始日', '終了日'),
    procedure: yesNo('利用手順の確認', '情報セキュリティ管理者の定めた利用手順に従えますか。', [
      'まだ確かめていない',
      '手順を読み、従う',
    ]),
  },
  hear: (sentence, today) => (using.test(sentence) ? hears(notOurs, 'purpose')(sentence, today) : undefined),
  approvers: ['informationManager'],
  after: {
    ...{ name: '利用の終了', running: '利用中', done: '利用を終えた', act: '端末から業務の情報を消して' },
    ...{ acted: '端末から業務の情報を消したら', due: '終了日', limit: '利用期限', clause: '2-7(1)(カ)' },
    on: ({ until }) => String(until),
    intro: '端末に業務の情報が残っていないことを、ほかの人(情報管理者か代行者)が確かめます。',
    fields: { erased: yesNo('業務の情報', undefined, ['まだ残っている', '端末から消した']) },
    confirm: 'informationManager',
    confirmIntro: '端末を見せてもらい、確かめてから送信してください。',
    checks: [{ value: 'seen', label: '端末を見て、業務の情報がないことを確かめた' }],
    contradicts: ({ erased }) =>
      erased === 'no' ? '情報がまだ残っているとの申し出です。「まだ確認できない」を選んでください。' : undefined,
    extends: true,
    lost: true,
  },
  house: ({ byodProcedure }) => (byodProcedure === '' ? [] : ['情報セキュリティ管理者の定めた利用手順', byodProcedure]),
  check: (values, today, _held, { byodProcedure }) =>
    problem(
      {
        ...wrongPeriod(values, today),
        procedure:
          values.procedure === 'no' &&
          `先に利用手順を読んでください。手順は${byodProcedure === '' ? '総務部で受け取れます' : 'このフォームの上にあります'}。(対策基準 7(1)(カ))`,
      },
      [
        values.type === 'media' && {
          clause: '2-8(4)(ア)②',
          text: '私物のUSBメモリなどの媒体は、仕事に使えません。支給の媒体を、情報管理者から借りてください。',
          never: true,
        },
      ],
    ),
  subject: ({ device }) => oneLine(device, 30),
  risks: (values) => (values.confidentiality === '2' ? ['機密性2の情報を、財団の管理していない端末で扱います。'] : []),
  secret: (values) => values.confidentiality === '2',
  alike: ({ type, confidentiality: grade }) => `${type}/${grade}`,
});
