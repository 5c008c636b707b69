import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { encryption, hears, personal, problem, why, wrongPersonal } from './common.ts';

export const copySend = defineKind({
  name: 'copySend',
  label: '複製・送付・送信',
  words: ['複製', '送付', '送信', 'コピー', '郵送', 'copysend'],
  clauses: ['2-4(2)(オ)③'],
  about: '機密性2の情報をコピー、郵送、メールするとき',
  offer: ['複製・送付を申請する', 'Request to copy or send'],
  fields: {
    way: choice({
      label: '方法',
      options: [
        { value: 'copy', label: '複製(コピー)' },
        { value: 'post', label: '送付(郵送・手渡し)' },
        { value: 'mail', label: '送信(メール・システム)' },
      ],
    }),
    data: text({ label: '情報の内容', hint: '例: 相談会の申込者名簿', max: 200 }),
    to: text({ label: '相手・保管先', hint: '例: 総務部、共有フォルダ', max: 200 }),
    ...personal,
    purpose: why('目的', '例: 会場の受付で使うため'),
    encryption,
  },
  hear: hears(
    /コピー(を|し|して)|複製|複写|送付|郵送|(メール|FAX|ファックス)(で|に)[^。]{0,12}(送|添付)|\b(copy|email|mail)\b.{0,20}\b(list|data|file|document)s?\b/iu,
    'purpose',
  ),
  approvers: ['informationManager'],
  check: (values) =>
    problem({
      ...wrongPersonal(values),
      encryption:
        values.way !== 'copy' &&
        values.encryption.length === 0 &&
        '機密性2の情報を送るときは、漏れない方法を選んでください。(対策基準 4(2)(オ)③)',
    }),
  subject: ({ data }) => oneLine(data, 30),
  risks: ({ personal: has, personalCount, way }) => [
    ...(has === 'yes' ? [`個人情報が${personalCount?.toLocaleString('ja-JP')}人分あります。`] : []),
    ...(way === 'mail' ? ['送り先の間違いが起きやすい方法です。'] : []),
  ],
  alike: ({ way, personal: has }) => `${way}/${has}`,
});
