import { type Button, buttons, type Card, text } from '../card.ts';

/** The ways of an audit (2-11(1)): every register, decisions drawn by lot, and what no single case shows. */
export const auditButtons: readonly Button[] = [
  { label: '決定を抽出', action: { do: 'open', form: 'auditSample/new' } },
  { label: '職務の分離と期限', action: { do: 'open', form: 'auditReport/new' } },
];

export const auditCard = (): Card => {
  const title = '監査';
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      text('すべての台帳と案件を読めます。見たもの、受け取ったものは、すべて記録に残ります。(対策基準 11(1))'),
      {
        kind: 'list',
        items: [
          '台帳: すべての申請と報告を探し、Excel や CSV で受け取れます',
          '決定を抽出: くじで選んだ決定を、証拠と一緒に1つのPDFにします',
          '職務の分離と期限: だれがだれの何を決めたか、代行、過ぎた期限を1つのPDFにします',
        ],
      },
      buttons({ label: '台帳を見る', style: 'primary', action: { do: 'press', verb: 'registers' } }, ...auditButtons),
      text(
        '記録が書き換えられていないかは、封印の控えと ledger export のファイルで、守りを使わずに確かめられます。',
        'subtle',
      ),
    ],
  };
};

/** For everybody else: who has them, and what the policy says. */
export const notForAudit = (): Card => {
  const title = '監査';
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      text(
        '監査の資料を受け取れるのは、情報セキュリティ監査責任者と情報セキュリティ責任者です。ご自分や部署の台帳は「台帳」で見られます。(対策基準 11(1))',
      ),
      buttons({ label: 'きまりを読む', action: { do: 'press', verb: 'clause', arg: '2-11(1)' } }),
    ],
  };
};
