import type { types } from '@slack/bolt';
import { cutNotice } from '../../src/core/sentences.ts';
import { lengthOf } from '../../src/core/text.ts';
import { plain } from './text.ts';

/** Blocks one surface takes, and characters in all: past some 9,600 Slack answers `msg_blocks_too_long`, without saying so anywhere. */
export type Budget = { blocks: number; characters: number };

export const messageBudget: Budget = { blocks: 50, characters: 9_000 };
export const viewBudget: Budget = { blocks: 100, characters: 60_000 };

/** Everything that is read, however deep it lies. */
const readLength = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + readLength(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [name, value]) => sum + (name === 'text' && typeof value === 'string' ? lengthOf(value) : readLength(value)),
    0,
  );
};

/** What a person must be able to reach whatever else is cut: title, buttons, fields. */
const stays = (block: types.KnownBlock): boolean =>
  block.type === 'header' || block.type === 'actions' || block.type === 'input';

/** Leaves out explanations from the first one that no longer fits, and says so; what can be pressed or filled stays. */
export const within = (blocks: readonly types.KnownBlock[], budget: Budget): types.KnownBlock[] => {
  const all = blocks.map((block) => ({ block, length: readLength(block) }));
  const total = all.reduce((sum, one) => sum + one.length, 0);
  if (blocks.length <= budget.blocks && total <= budget.characters) return [...blocks];
  const notice: types.KnownBlock = { type: 'context', elements: [plain(cutNotice, 200)] };
  const firm = all.filter(({ block }) => stays(block));
  let room = budget.blocks - Math.min(firm.length, budget.blocks - 1) - 1;
  let left = budget.characters - readLength(notice) - firm.reduce((sum, one) => sum + one.length, 0);
  let cut = false;
  const kept = all.flatMap(({ block, length }) => {
    if (stays(block)) return [block];
    if (cut) return [];
    if (room < 1 || length > left) {
      cut = true;
      return [notice];
    }
    room -= 1;
    left -= length;
    return [block];
  });
  return kept.slice(0, budget.blocks);
};
