type About = {
  mistake: string;
  /** 「2026年6月1日(月) 10:30」, or just the day; empty where nobody knows. */
  sent: string;
  unit: string;
  name: string;
  phone: string;
};

const what = (mistake: string): string => {
  switch (mistake) {
    case 'file':
    case 'hidden':
      return 'メールの添付ファイルに誤りがありました';
    case 'link':
      return 'お送りしたリンクの共有範囲に誤りがありました';
    case 'bcc':
      return 'ほかの方のメールアドレスが見える形でメールをお送りしました';
    default:
      return 'メールを誤ってお送りしました';
  }
};

const please = (mistake: string): string =>
  mistake === 'link'
    ? 'リンクから保存されたものがあれば、開かずに削除してください。リンクとメールの転送や利用はなさらないでください。'
    : 'お手数ですが、メールと添付ファイルを、開かずに削除し、ごみ箱からも消してください。転送や複製、利用はなさらないでください。';

/** To be copied into a mail of one's own. It names neither the mail's subject nor anything that was in it: nothing leaks a second time. */
export const deletionRequest = ({ mistake, sent, unit, name, phone }: About): { subject: string; body: string } => ({
  subject: 'メール削除のお願い',
  body: [
    'お世話になっております。',
    `${sent ? `${sent}ごろ、` : '先ほど、'}このアドレスから、${what(mistake)}。ご迷惑をおかけし、申し訳ありません。`,
    please(mistake),
    '削除がお済みになりましたら、次のどちらかを、このメールへの返信でお知らせください。',
    '・開かずに削除した',
    '・開いたあとに削除した',
    'ご不明な点は、下の連絡先までお願いいたします。',
    [unit, name].filter((part) => part !== '').join(' '),
    ...(phone ? [`電話 ${phone}`] : []),
  ].join('\n'),
});
