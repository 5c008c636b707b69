import { circledSign, KANA } from '../../core/policies/parse/markers.ts';

type Place = { list: string; level: number };

type LevelFormat = { format: string; text: string; start: number };

const attribute = (xml: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(xml)?.[1];

const element = (xml: string, name: string): string | undefined =>
  new RegExp(`<w:${name}\\b[^>]*?(?:/>|>)`, 'u').exec(xml)?.[0];

const settingOf = (xml: string, name: string): string | undefined => {
  const found = element(xml, name);
  return found === undefined ? undefined : attribute(found, 'w:val');
};

const blocks = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<w:${name}\\b[^>]*(?:/>|>[\\s\\S]*?</w:${name}>)`, 'gu')) ?? [];

const fullWidth = (count: number): string =>
  `${count}`.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラム';

/** How Word would draw the number of a list item. */
const drawn = (count: number, format: string): string => {
  if (/^aiueo/u.test(format)) return KANA[count - 1] ?? `${count}`;
  if (/^iroha/u.test(format)) return IROHA[count - 1] ?? `${count}`;
  if (/EnclosedCircle/u.test(format)) return circledSign(count);
  if (/FullWidth/u.test(format)) return fullWidth(count);
  if (/^(?:japaneseCounting|ideographDigital|ideographTraditional|chineseCounting)/u.test(format))
    return count <= 10 ? ('一二三四五六七八九十'[count - 1] ?? `${count}`) : `${count}`;
  return `${count}`;
};

/** The list formats of `word/numbering.xml`, by list and level. */
export const readNumbering = (xml: string): Map<string, Map<number, LevelFormat>> => {
  const abstract = new Map<string, Map<number, LevelFormat>>();
  for (const block of blocks(xml, 'abstractNum')) {
    const levels = new Map<number, LevelFormat>();
    for (const level of blocks(block, 'lvl'))
      levels.set(Number(attribute(level, 'w:ilvl')), {
        format: settingOf(level, 'numFmt') ?? 'decimal',
        text: settingOf(level, 'lvlText') ?? '',
        start: Number(settingOf(level, 'start') ?? 1),
      });
    abstract.set(attribute(block, 'w:abstractNumId') ?? '', levels);
  }
  const lists = new Map<string, Map<number, LevelFormat>>();
  for (const block of blocks(xml, 'num')) {
    const levels = abstract.get(settingOf(block, 'abstractNumId') ?? '');
    if (levels) lists.set(attribute(block, 'w:numId') ?? '', levels);
  }
  return lists;
};

/** Numbering that hangs on a paragraph style instead of on the paragraph. */
export const readStyleNumbering = (xml: string): Map<string, Place> => {
  const styles = new Map<string, Place>();
  for (const style of blocks(xml, 'style')) {
    const numbering = blocks(style, 'numPr')[0];
    const list = numbering && settingOf(numbering, 'numId');
    if (list)
      styles.set(attribute(style, 'w:styleId') ?? '', { list, level: Number(settingOf(numbering, 'ilvl') ?? 0) });
  }
  return styles;
};

const labelOf = (levels: ReadonlyMap<number, LevelFormat>, level: number, counts: readonly number[]): string => {
  const own = levels.get(level);
  if (!own || own.format === 'none') return '';
  if (own.format === 'bullet') return '・';
  return own.text.replace(/%(\d)/gu, (_, place: string) => {
    const at = Number(place) - 1;
    return drawn(counts[at] ?? 1, levels.get(at)?.format ?? 'decimal');
  });
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Which list and level a paragraph's properties put it on. */
const placeOf = (properties: string, styles: ReadonlyMap<string, Place>): Place | undefined => {
  const direct = blocks(properties, 'numPr')[0] ?? '';
  const styled = styles.get(settingOf(properties, 'pStyle') ?? '');
  const list = settingOf(direct, 'numId') ?? styled?.list;
  if (list === undefined || list === '0') return undefined;
  return { list, level: Number(settingOf(direct, 'ilvl') ?? styled?.level ?? 0) };
};

/** Counts the item in: levels under it begin anew, levels above it that had none count as their first. */
const countUp = (counts: readonly number[], level: number, levels: ReadonlyMap<number, LevelFormat>): number[] =>
  Array.from({ length: level + 1 }, (_, at) => {
    const start = levels.get(at)?.start ?? 1;
    const count = counts[at];
    if (at < level) return count ?? start;
    return count === undefined ? start : count + 1;
  });

/** Writes the numbers Word draws by itself into the paragraphs: they stand in no text of the file. */
export const writeNumbers = (
  documentXml: string,
  lists: ReadonlyMap<string, ReadonlyMap<number, LevelFormat>>,
  styles: ReadonlyMap<string, Place>,
): string => {
  const counters = new Map<string, number[]>();
  return documentXml.replace(/<w:pPr>[\s\S]*?<\/w:pPr>/gu, (properties) => {
    const place = placeOf(properties, styles);
    const levels = place && lists.get(place.list);
    if (!place || !levels) return properties;
    const counts = countUp(counters.get(place.list) ?? [], place.level, levels);
    counters.set(place.list, counts);
    const label = labelOf(levels, place.level, counts);
    return label === '' ? properties : `${properties}<w:r><w:t xml:space="preserve">${escaped(label)} </w:t></w:r>`;
  });
};
