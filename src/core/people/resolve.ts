import type { PersonId } from '../outbound.ts';
import { ok, type Result, refuse } from '../result.ts';
import { clean, oneLine } from '../text.ts';
import type { Directory } from './lookup.ts';

/** A person's id from an id, a 職員番号 or a full name. */
export const resolvePerson = (dir: Directory, typed: string): Result<PersonId> => {
  const shown = oneLine(clean(typed), 40);
  const found = dir.person(typed) ? [{ id: typed }] : dir.find(typed);
  const [first, second] = found;
  if (!first) return refuse('nobody', `「${shown}」さんは名簿に見つかりません。氏名か職員番号を確かめてください。`);
  if (second)
    return refuse(
      'several',
      `「${shown}」さんは複数います。職員番号で入力してください(${found.map((each) => each.id).join('、')})。`,
    );
  return ok(first.id);
};
