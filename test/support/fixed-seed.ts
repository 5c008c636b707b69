// With FC_SEED every property looks at the same cases as in any other run with it; without, at new ones each time.
const seed = process.env.FC_SEED;
if (seed) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}

export {};
