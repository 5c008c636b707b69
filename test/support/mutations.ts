import fc from 'fast-check';

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

/** Replaces, removes or adds something at a random place. */
const mutated = (whole: object, steps: readonly number[], by: unknown, how: 'replace' | 'remove' | 'add'): unknown => {
  const copy = structuredClone(whole);
  let at = copy as Record<string, unknown>;
  for (const [depth, step] of steps.entries()) {
    const names = Object.keys(at);
    const name = names[step % Math.max(names.length, 1)];
    if (name === undefined) return copy;
    const next = at[name];
    const deeper = typeof next === 'object' && next !== null && depth < steps.length - 1;
    if (deeper) at = next as Record<string, unknown>;
    else {
      if (how === 'remove') delete at[name];
      else if (how === 'add') at[`${name}2`] = by;
      else at[name] = by;
      return copy;
    }
  }
  return copy;
};

/** Whole payloads with something wrong somewhere in them. */
export const mutationsOf = (payloads: readonly object[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...payloads),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
      strange,
      fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
    )
    .map((parts) => mutated(...parts));

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
