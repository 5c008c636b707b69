import { isOver, type Report } from '../report.ts';
import type { As } from '../standing.ts';

/** Who may say that reports belong together: those the first one has reached. */
export const carriers: readonly As[] = ['receiver', 'unitManager', 'manager', 'infrastructure'];

/** Others are waiting behind this one. */
export const isCrowd = (report: Report): boolean =>
  !isOver(report) && report.crowd !== undefined && !report.crowd.joined && report.crowd.members.length > 0;
