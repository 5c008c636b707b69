import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/core/form-schema.ts';
import type { AnyKind } from '../../../src/core/requests/kind.ts';
import { kinds } from '../../../src/core/requests/kinds.ts';
import { afterFields } from '../../../src/core/requests/step-forms.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');

const labelsIn = (fields: Fields): string =>
  Object.values(fields)
    .map((field) => (field.kind === 'rows' ? `${field.label}(${labelsIn(field.fields)})` : field.label))
    .join('、');

/** As the README lists a kind: its form, and what is told at its end. */
const labelsRow = (kind: AnyKind): string => {
  const ends = [kind.after, kind.first?.report].flatMap((after) =>
    after ? [`「${after.done}」: ${labelsIn(afterFields(after))}`] : [],
  );
  const answers = kind.answer ? [`「${kind.answer.button}」: ${labelsIn(kind.answer.fields)}`] : [];
  return `| \`${kind.name}\` ${kind.label} | ${[labelsIn(kind.fields), ...answers, ...ends].join(' · ')} |`;
};

describe('the README', () => {
  it.each(kinds.map((kind) => [kind.label, kind] as const))(
    'lists the labels of %s as its form has them',
    (_, kind) => {
      expect(readme).toContain(labelsRow(kind));
    },
  );
});
