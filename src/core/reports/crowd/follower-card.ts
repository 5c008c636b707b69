import { type Card, text } from '../../card.ts';
import { showTime } from '../../time.ts';
import type { Report } from '../report.ts';
import { numberOf } from '../words.ts';

type About = Pick<Report, 'kind' | 'drill' | 'reportedAt'>;

/** For whoever told one of many: it is kept, and who has the matter. `state`: how that case stands, once this one was joined to it. */
export const followerCard = (id: string, report: About, main: { id: string; state?: string }): Card => {
  const title = `${numberOf(id, report)} ${main.state === undefined ? '届きました' : 'まとめて対応しています'}`;
  return {
    title,
    tone: 'good',
    notice: title,
    blocks: [
      text('知らせてくださり、ありがとうございます。早く分かることが、いちばんの助けになります。'),
      text(
        `${showTime(report.reportedAt)}に届き、記録しました。同じような報告がほかの方からも届いていて、担当者が「${numberOf(main.id, report)}」として見ています。`,
      ),
      main.state === undefined
        ? text('違うことが起きているときや、急ぐときは、所属の情報管理者に電話で知らせてください。', 'subtle')
        : { kind: 'facts', rows: [['いまの状態', main.state]] },
    ],
  };
};
