import { type Block, text } from '../../card.ts';
import { isOver } from '../report.ts';
import type { Section } from '../section.ts';

/** For whoever told it: where evidence goes, what was done in the end. */
export const forReporter: Section = ({ report, as }) => {
  if (!as.has('reporter')) return [];
  const numbers = report.evidence.map(({ no }) => no).join('、');
  const handIn: Block[] = isOver(report)
    ? []
    : [
        text(
          numbers
            ? `証拠の控え: ${numbers}。番号を添えて、総務部(情報基盤管理者)に渡してください。`
            : '写真やファイルは、チャットに載せないでください。「証拠を控える」で番号をもらい、総務部に渡してください。',
          'subtle',
        ),
      ];
  const end: Block[] = report.status === 'closed' && !report.incident ? [text(`対応の結果: ${report.closed.why}`)] : [];
  return [...handIn, ...end];
};
