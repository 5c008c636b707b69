import fc from 'fast-check';

/** What nobody's client sends: other types, names of the language's own, signs that mean something to a platform. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    1e99,
    true,
    [],
    {},
    [null],
    '__proto__',
    'constructor',
    '<!channel>',
    '\u0000',
    'x'.repeat(5_000),
  ),
  fc.anything({ maxDepth: 2 }),
);

const hows = ['replace', 'remove', 'add'] as const;

/** Replaces, removes or adds something at a place found by walking down. */
const tamper = (whole: object, steps: readonly number[], by: unknown, how: (typeof hows)[number]): unknown => {
  const copy = structuredClone(whole);
  let at = copy as Record<string, unknown>;
  for (const [depth, step] of steps.entries()) {
    const names = Object.keys(at);
    const name = names[step % Math.max(names.length, 1)];
    if (name === undefined) return copy;
    const next = at[name];
    if (typeof next === 'object' && next !== null && depth < steps.length - 1) {
      at = next as Record<string, unknown>;
      continue;
    }
    if (how === 'remove') delete at[name];
    else at[how === 'add' ? `${name}2` : name] = by;
    return copy;
  }
  return copy;
};

/** Any of these, each with one thing wrong somewhere in it. */
export const tampered = (whole: readonly object[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...whole),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
      strange,
      fc.constantFrom(...hows),
    )
    .map((parts) => tamper(...parts));

/** Promises nobody waited for, while a test runs. */
export const watchRejections = (): { stop(): readonly unknown[] } => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on('unhandledRejection', note);
  return {
    stop: () => {
      process.off('unhandledRejection', note);
      return rejections;
    },
  };
};
