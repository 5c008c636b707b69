/** Accidents made up for a drill: told as if they had happened, each ends with a hint for whoever plays. No real person, place or system. */
export const scripts = [
  {
    name: 'lostUsb',
    label: 'USBメモリの紛失',
    subject: 'USBメモリが見当たらない',
    body: '想定: 説明会の参加者名簿(氏名、住所、電話。約120人)を入れたUSBメモリが、会場から戻ると鞄にありませんでした。暗号化したかどうかは、まだ分かりません。',
  },
  {
    name: 'wrongMail',
    label: 'メールの誤送信',
    subject: '名簿を別の団体へ送った',
    body: '想定: 講座の申込者の一覧(氏名、住所、障害への配慮の希望。約80人)を、別の団体へ添付して送りました。相手が開いたかどうかは、まだ分かりません。',
  },
  {
    name: 'ransomware',
    label: '身代金を求めるウイルス',
    subject: '共有フォルダーのファイルが開けない',
    body: '想定: 朝から共有フォルダーのファイルが開けず、お金を求める英語の文書が置かれていました。会員の名簿(約1,300人)も同じ場所にあります。持ち出されたかどうかは、まだ分かりません。',
  },
] as const;

export type ScriptName = (typeof scripts)[number]['name'];

export const scriptOf = (name: string) => scripts.find((script) => script.name === name) ?? scripts[0];
