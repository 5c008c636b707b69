const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Looks once a day whether the file is sound, beside everything else: it reads the whole file, which for ten years of
 * records takes long, and nobody waits for it. Throws as soon as something has been found. Opening has just looked.
 */
export const dailyLook = (
  look: () => Promise<string | undefined>,
  explain: (error: unknown) => Error,
  real: () => number = Date.now,
): (() => void) => {
  let soundAt = real();
  let looking = false;
  let unsound: Error | undefined;

  const once = async (): Promise<void> => {
    const problem = await look();
    if (problem) unsound = explain(new Error(`damaged: ${problem}`));
    else soundAt = real();
  };

  return () => {
    if (unsound) throw unsound;
    if (looking || real() - soundAt < dayMs) return;
    looking = true;
    once()
      .catch((error: unknown) => {
        unsound = explain(error);
      })
      .finally(() => {
        looking = false;
      });
  };
};
