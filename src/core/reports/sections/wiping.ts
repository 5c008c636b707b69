import { text } from '../../card.ts';
import { isOver } from '../report.ts';
import type { Section } from '../section.ts';

/** The 情報基盤管理者's task for whatever was lost, as long as it is open (2-6(3)(エ)②). */
export const wiping: Section = ({ report, as }) =>
  report.kind === 'lostDevice' && as.has('infrastructure') && !report.tasks.wiped && !isOver(report)
    ? [
        text(
          'お願い: 遠くから消去できる端末かを確かめ、できるときはすぐに消去してください。使っていたIDも止めてください。(対策基準 6(3)(エ)②)',
          'strong',
        ),
      ]
    : [];
