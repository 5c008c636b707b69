/** What the taps say, as the state keeps it. */
type Sent = { mistake?: unknown; place?: unknown };

/** What can be done right now, true for where it went: inside a mail may still be recalled, outside never, a link closes at once. */
export const adviceFor = ({ mistake, place }: Sent): string[] => {
  const link = [
    'リンクの共有を、いますぐ止めてください(共有の設定で「アクセスを停止」)。止めたあとは、だれも開けません。保存されたものは戻らないので、削除もお願いします。',
  ];
  const inside = [
    '財団の中の方: Outlookの「送信済みアイテム」でメールを開き、「このメッセージを取り消す」を選んでください。効くのは同じ組織の中だけで、開かれる前なら間に合います。開かれたあとは、消せても読まれたことは戻りません。',
  ];
  const outside = ['財団の外の方: 取り消しは効きません。削除をお願いしてください。'];
  return [
    ...(mistake === 'link' ? link : []),
    ...(mistake !== 'link' && place !== 'outside' ? inside : []),
    ...(place === 'inside' ? [] : outside),
    ...(mistake === 'link' && place === 'inside' ? ['開いた方には、保存したものの削除をお願いしてください。'] : []),
  ];
};
