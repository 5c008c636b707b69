import { date } from '../fields.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { resolvePerson } from '../people/resolve.ts';
import { cut } from '../people/staff-rows.ts';
import type { Entry } from '../people/table.ts';
import { showDate } from '../time.ts';

type Said = { said: string[] };

/** Whose it is, and which unit's: the 職員番号 counts, a name beside it must be the same person's. */
export const readRequester = (
  dir: Directory,
  { cell }: Entry,
  today: JstDate,
): { requester: PersonId; unit: UnitId } | Said => {
  const [name, number] = [cell('申請者'), cell('職員番号')];
  if (name === '' && number === '') return { said: ['申請者がありません。氏名か職員番号を入れてください。'] };
  const found = resolvePerson(dir, number || name);
  if (!found.ok) return { said: [`${number ? '職員番号' : '申請者'}: ${found.refusal.text}`] };
  const requester = found.value;
  if (number !== '' && name !== '' && !dir.find(name).some(({ id }) => id === requester)) {
    const known = dir.person(requester)?.name ?? '';
    return { said: [`職員番号「${cut(number)}」は${known}さんです。申請者「${cut(name)}」と合いません。`] };
  }
  const unit = unitOf(dir, requester, cell('所属'), today);
  return typeof unit === 'string' ? { requester, unit } : unit;
};

/** Their only unit, the one that is named, or the last one of somebody who has left with the thing still out. */
const unitOf = (dir: Directory, person: PersonId, named: string, today: JstDate): UnitId | Said => {
  const now = dir.postsOf(person, today).map((post) => post.unit);
  const last = dir.allPostsOf(person).at(-1)?.unit;
  const units = [...new Set(now.length > 0 ? now : last === undefined ? [] : [last])];
  const [only, other] = units;
  if (only === undefined) return { said: ['申請者の所属が名簿にありません。先に名簿を取り込んでください。'] };
  const wanted = squeezed(named);
  if (wanted !== '') {
    const found = units.find(
      (id) => squeezed(dir.unitName(id)) === wanted || squeezed(dir.unit(id)?.group ?? '') === wanted,
    );
    return (
      found ?? { said: [`所属「${cut(named)}」は申請者の所属ではありません。「${names(dir, units)}」にしてください。`] }
    );
  }
  if (other === undefined) return only;
  return { said: [`申請者の所属が2つ以上あります。列「所属」を加えて「${names(dir, units)}」から入れてください。`] };
};

const names = (dir: Directory, units: readonly UnitId[]): string => units.map((id) => dir.unitName(id)).join('」「');

const squeezed = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');

const permittedOn = date({ label: '許可日' });

/** Who permitted it, and when. A predecessor the chart never knew is kept by name. */
export const readPermission = (
  dir: Directory,
  { cell }: Entry,
  today: JstDate,
): { permittedBy: PersonId; permitterKnown: boolean; permittedOn: JstDate } | Said => {
  const said: string[] = [];
  const named = cell('許可した人');
  const found = resolvePerson(dir, named);
  if (named === '') said.push('許可した人がありません。氏名か職員番号を入れてください。');
  else if (!found.ok && (found.refusal.code === 'several' || /^[\w-]+$/.test(named) || named.length > 60))
    said.push(`許可した人: ${found.refusal.text}`);
  const read = permittedOn.schema.safeParse(cell(permittedOn.label));
  const on = read.success ? read.data : '';
  if (!read.success) said.push(`許可日: ${read.error.issues[0]?.message ?? ''}`);
  else if (on > today) said.push(`許可日(${showDate(on)})がこれから先の日です。日付を確かめてください。`);
  if (said.length > 0) return { said };
  return { permittedBy: found.ok ? found.value : named, permitterKnown: found.ok, permittedOn: on };
};
