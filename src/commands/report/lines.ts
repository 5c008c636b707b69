// What may not begin a line (closing brackets, small kana, marks), and what may not end one.
const notFirst = /^[、。，．・：；！？)\]）」』】〕〉》ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜,.:;!?%]/u;
const notLast = /[([（「『【〔〈《]$/u;

/** Latin words, numbers and addresses stay whole where they fit; everything else breaks between letters. */
const units = (line: string): string[] => line.match(/[!-~]+ ?|\s|[^!-~\s]/gu) ?? [];

type Width = (text: string) => number;

/** A unit too wide for a line of its own is cut letter by letter. */
const fitting = (unit: string, width: Width, most: number): string[] => (width(unit) <= most ? [unit] : [...unit]);

/** Breaks one line of text into lines no wider than `most`, by the rules for Japanese. */
const wrapped = (line: string, width: Width, most: number): string[] => {
  const lines: string[] = [];
  let open = '';
  for (const unit of units(line).flatMap((each) => fitting(each, width, most))) {
    if (open === '' || width(open + unit.trimEnd()) <= most) {
      open += unit;
      continue;
    }
    const kept = carriedOver(open, unit);
    lines.push(open.slice(0, open.length - kept.length));
    open = kept + unit;
  }
  return [...lines, open];
};

/** The letters that go to the next line together with `next`, so that neither line begins or ends wrongly. */
const carriedOver = (open: string, next: string): string => {
  const letters = [...open];
  let kept = '';
  while (letters.length > 1 && (notFirst.test(kept + next) || notLast.test(letters.join(''))) && [...kept].length < 4)
    kept = (letters.pop() ?? '') + kept;
  return kept;
};

export const linesOf = (text: string, width: Width, most: number): string[] =>
  text.split('\n').flatMap((line) => wrapped(line, width, most).map((each) => each.trimEnd()));
