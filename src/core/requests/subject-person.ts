import { choice, person } from '../fields.ts';
import type { RawValues } from '../form.ts';
import type { Fields } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { resolvePerson } from '../people/resolve.ts';
import { ok, type Result, refuse } from '../result.ts';

const one = (raw: RawValues, name: string): string => {
  const value = raw[name];
  return typeof value === 'string' ? value.trim() : '';
};

export type Subject = { requester: PersonId; filedBy?: PersonId; unit: UnitId };

/** The fields that say for whom and for which unit: shown only where there is something to choose. */
export const subjectFields = (dir: Directory, by: PersonId, raw: RawValues, on: JstDate): Fields => {
  const named = one(raw, 'onBehalf');
  const resolved = named ? resolvePerson(dir, named) : ok(by);
  const units = resolved.ok ? unitsOf(dir, resolved.value, on) : [];
  const unit = choice({
    label: 'どちらの所属の申請ですか',
    options: units.map((id) => ({ value: id, label: dir.unitName(id) })),
  });
  const onBehalf = person({
    label: '代わりに申請する相手',
    hint: 'チャットを使えない方の分を申請するときだけ。氏名か職員番号を入れてください。',
    required: false,
  });
  return units.length > 1 ? { unit, onBehalf } : { onBehalf };
};

const unitsOf = (dir: Directory, person: PersonId, on: JstDate): UnitId[] => [
  ...new Set(dir.postsOf(person, on).map((post) => post.unit)),
];

/** Whom the request is for, and for which unit. Two posts: the person says which (domain.md, routing 7). */
export const readSubject = (dir: Directory, by: PersonId, raw: RawValues, on: JstDate): Result<Subject> => {
  const named = one(raw, 'onBehalf');
  const resolved = named ? resolvePerson(dir, named) : ok(by);
  if (!resolved.ok) return wrong('onBehalf', resolved.refusal.text);
  const requester = resolved.value;
  if (requester !== by && dir.reachable(requester))
    return wrong('onBehalf', 'この方はチャットを使えます。ご本人から申請するよう伝えてください。');
  const units = unitsOf(dir, requester, on);
  const [first] = units;
  if (!first)
    return named
      ? wrong('onBehalf', 'この方は、いまどの部署にも所属していません。名簿を総務部に確かめてください。')
      : refuse(
          'no-post',
          'いまの所属が名簿にないため、承認者が決められません。総務部に名簿を確かめるよう頼んでください。',
        );
  const asked = one(raw, 'unit');
  const unit = units.length === 1 ? first : units.find((id) => id === asked);
  if (!unit) return wrong('unit', '所属が2つ以上あります。どちらの申請かを選んでください。');
  return ok({ requester, unit, ...(requester === by ? {} : { filedBy: by }) });
};

const wrong = (field: string, text: string): Result<never> => refuse('invalid', text, { [field]: text });
