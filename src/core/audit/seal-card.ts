import { type Card, text } from '../card.ts';
import { showTime } from '../time.ts';

/** What somebody outside the database must know, so that rewriting all of it shows: once a month, for the 監査責任者. */
export const sealCard = (seal: { number: number; at: string; hash: string }, keyMark: string): Card => {
  const title = `記録の封印 ${seal.number}番`;
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      text(
        'このカードを残すか、番号とハッシュを控えてください。記録をあとから全部書き換えられても、これと見比べると分かります。',
      ),
      {
        kind: 'facts',
        rows: [
          ['封印の番号', String(seal.number)],
          ['封印した日時', showTime(seal.at)],
          ['封印のハッシュ', seal.hash],
          ...(keyMark ? [['公開鍵の指紋', keyMark] as const] : []),
        ],
      },
      text('確かめ方は、説明書の「記録を、守りを使わずに確かめる」にあります。(対策基準 11(1))', 'subtle'),
    ],
  };
};
