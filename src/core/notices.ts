import { type Card, text } from './card.ts';
import type { Platform } from './outbound.ts';

const platformNames: Record<Platform, string> = { slack: 'Slack', teams: 'Teams', console: 'この画面' };

/** Told once, to whoever runs the network and devices, when cards cannot reach somebody. */
export const undeliverableNotice = (about: { name: string; id: string; platform: Platform | undefined }): Card => ({
  title: 'カードを届けられません',
  tone: 'attention',
  notice: 'お知らせ: カードを届けられない方がいます',
  blocks: [
    {
      kind: 'facts',
      rows: [
        ['届かない方', about.name ? `${about.name}(${about.id})` : '名前のわからない方'],
        ['届け先', about.platform ? platformNames[about.platform] : 'アカウントがありません'],
      ],
    },
    text(
      about.platform
        ? 'アカウントが使えるか、アプリが入っているかを確認してください。直ると、次のカードから届きます。'
        : 'この方のメールアドレスと、チャットのアカウントのメールアドレスが同じかを確認してください。',
    ),
    text('届いていない間の申請は、次の情報管理者へ順に送られます(対策基準 3(1)(ウ))。', 'subtle'),
  ],
});

/** Told once a request, to whoever runs the bot, when it stands still for want of somebody who decides. */
export const nobodyDecidesNotice = (about: {
  number: string;
  unit: string;
  why: 'unroutable' | 'unanswered';
}): Card => {
  const title = `${about.number} ${about.why === 'unroutable' ? '承認できる方がいません' : '返事がありません'}`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      { kind: 'facts', rows: [['所属', about.unit]] },
      text(
        about.why === 'unroutable'
          ? '承認できる方が名簿に見つからず、申請が止まっています。空いている役職と、チャットのアカウントを名簿で確かめてください。直ると、申請は自動で届きます。(対策基準 3(1))'
          : 'いちばん上の方まで回しましたが、返事がありません。ご本人に声をかけてください。毎営業日、催促を続けます。(対策基準 3(1))',
      ),
    ],
  };
};

/** Sent by `doctor --send-test`, to see that cards arrive. */
export const testCard = (at: string): Card => ({
  title: '届くかどうかの試し',
  tone: 'plain',
  notice: '試しのお知らせ',
  blocks: [text('守りからの試しのカードです。届いていれば、何もしなくてかまいません。'), text(at, 'subtle')],
});
