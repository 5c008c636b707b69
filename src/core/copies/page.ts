const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** A page without script, for whoever follows the link: nothing happens before the button is pressed. */
const page = (title: string, lines: readonly string[], button = ''): string =>
  [
    '<!doctype html><html lang="ja"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    button,
    '</main></body></html>',
  ].join('\n');

export const waitingPage = (what: string): string =>
  page(
    'ファイルの受け取り',
    [
      what,
      '「受け取る」を押すと、ファイルが保存されます。受け取れるのは1回だけで、受け取ったことは記録に残ります。',
      '個人の情報を含みます。置き場所と渡す相手に気を付け、使い終わったら消してください。',
    ],
    '<form method="post"><button type="submit">受け取る</button></form>',
  );

export const gonePage = (): string =>
  page('受け取れません', [
    'このファイルは、もう受け取られたか、期限が過ぎたか、いまのあなたには見られないものです。',
    '要るときは、チャットで「台帳」と送って、もう一度頼んでください。',
  ]);

export const tooManyPage = (most: number): string =>
  page('件数が多すぎます', [
    `チャットから受け取れるのは${most.toLocaleString('ja-JP')}件までです。年度や部署でしぼって、もう一度頼んでください。`,
    'すべてを一度に書き出すときは、守りを動かしている方に register export を頼んでください。',
  ]);

/** Looks only; kept beside the page because it may load nothing. */
export const pageStyle =
  'body{font-family:sans-serif;line-height:1.7;margin:0;padding:2rem 1rem;color:#1d2733;background:#f6f7f9}main{max-width:36rem;margin:0 auto;background:#fff;padding:1.5rem;border-radius:.5rem}h1{font-size:1.3rem}button{font:inherit;font-weight:bold;min-height:2.75rem;padding:.5rem 2rem;border:0;border-radius:.4rem;background:#1c5d99;color:#fff;cursor:pointer}';
