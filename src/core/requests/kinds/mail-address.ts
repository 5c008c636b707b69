import { choice, date, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { problem, why } from './common.ts';

const wanted =
  /(メール)?アドレス[^。]{0,10}(ほし|欲し|作|取得|発行|必要|もら)|メール[^。]{0,6}使えるよう|\bmail (address|account)\b/iu;

export const mailAddress = defineKind({
  name: 'mailAddress',
  label: 'メールアドレス',
  words: ['アドレス', 'メアド', 'mailaddress'],
  clauses: ['2-8(1)(ソ)①', '2-8(1)(ソ)⑤'],
  about: 'メールアドレスがほしいとき',
  offer: ['メールアドレスを申し込む', 'Ask for a mail address'],
  fields: {
    user: text({ label: '使う人', hint: '氏名。委託先の方は会社名も', max: 100 }),
    type: choice({
      label: '使う人の立場',
      options: [
        { value: 'staff', label: '財団の職員など' },
        { value: 'contractor', label: '財団に常駐する委託先の方' },
        { value: 'shared', label: '部署で共用' },
      ],
    }),
    purpose: why('目的', '例: 4月から窓口を担当するため'),
    by: date({ label: '希望日' }),
  },
  hear: (sentence) => (wanted.test(sentence) ? { purpose: oneLine(sentence, 200) } : undefined),
  approvers: ['infrastructureManager'],
  answer: {
    ask: 'メールアドレスの手続き',
    button: '完了を報告',
    ring: 'メールアドレスの手続きが終わりました',
    intro: '使う人を確かめ、取得の申請と設定が終わったら、報告してください。(対策基準 8(1)(ソ)①)',
    fields: {
      identified: choice({
        label: '使う人の確認',
        options: [
          { value: 'faceToFace', label: '本人に会って確かめた' },
          { value: 'list', label: '名簿と所属長への確認で確かめた' },
        ],
      }),
      address: text({
        label: '用意したアドレス',
        hint: '例: taro@zaidan.example.jp。パスワードは書かないでください。',
        max: 120,
      }),
      doneOn: date({ label: '使える日' }),
    },
  },
  check: ({ by, type, user }, today) =>
    problem({
      by: by < today && '希望日は今日以降にしてください。',
      user:
        type === 'contractor' &&
        !/[\s　(())・、]/u.test(user) &&
        '委託先の方は、会社名も書いてください。例: 見本 太郎(見本情報)',
    }),
  subject: ({ user }) => oneLine(user, 30),
  risks: ({ type }) =>
    type === 'contractor' ? ['委託先の方です。使い方を委託先と取り決めてください。(対策基準 8(1)(ソ)⑤)'] : [],
});
