import type { UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';

const squeeze = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');

/** A 部 with its groups, or one group: 「総務部」, 「総務部 総務グループ」. Units that have ended count too; empty where none is called so. */
export const unitsNamed = (dir: Directory, name: string): readonly UnitId[] => {
  const wanted = squeeze(name);
  const { units } = dir.data;
  const bu = units.filter((unit) => unit.bu !== '' && squeeze(unit.bu) === wanted);
  const group = units.filter((unit) => unit.group !== '' && squeeze(unit.bu + unit.group) === wanted);
  return [...bu, ...group].map(({ id }) => id);
};

/** What can be named, for whoever named something else. */
export const unitList = (dir: Directory): string => {
  const known = [...new Set(dir.data.units.flatMap(({ bu }) => (bu === '' ? [] : [bu])))];
  return known.length > 0 ? `選べるのは ${known.join('、')}、または「部 グループ」です。` : '名簿がまだ空です。';
};
