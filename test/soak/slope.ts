export type Point = { at: number; value: number };

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? 0 : ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
};

/** How much it grows with each unit of `at` (Theil and Sen: the median over all pairs); a few odd points do not move it. */
export const slope = (points: readonly Point[]): number =>
  median(
    points.flatMap((first, n) =>
      points.slice(n + 1).map((second) => (second.value - first.value) / (second.at - first.at)),
    ),
  );
