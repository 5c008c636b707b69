/** For each feature the texts it stands in, all in three flat arrays; a policy has less than 65,536 clauses. */
export type Postings = { starts: Int32Array; texts: Uint16Array; weights: Float32Array };

/** Entries as they come, text by text. */
export type Entries = { features: number[]; texts: number[]; weights: number[] };

export const newEntries = (): Entries => ({ features: [], texts: [], weights: [] });

export const addEntry = (
  { features, texts, weights }: Entries,
  feature: number,
  text: number,
  weight: number,
): void => {
  features.push(feature);
  texts.push(text);
  weights.push(weight);
};

/** Sorts entries by feature in one counting pass: the index of some 10,000 texts stays in a few megabytes. */
export const packPostings = (entries: Entries, featureCount: number): Postings => {
  const size = entries.features.length;
  const starts = new Int32Array(featureCount + 1);
  for (let at = 0; at < size; at++) {
    const slot = (entries.features[at] as number) + 1;
    starts[slot] = (starts[slot] as number) + 1;
  }
  for (let feature = 0; feature < featureCount; feature++)
    starts[feature + 1] = (starts[feature + 1] as number) + (starts[feature] as number);
  const next = Int32Array.from(starts);
  const texts = new Uint16Array(size);
  const weights = new Float32Array(size);
  for (let at = 0; at < size; at++) {
    const feature = entries.features[at] as number;
    const slot = next[feature] as number;
    next[feature] = slot + 1;
    texts[slot] = entries.texts[at] as number;
    weights[slot] = entries.weights[at] as number;
  }
  return { starts, texts, weights };
};

/** Adds each term's weight to the texts it stands in. */
export const accumulate = (
  { starts, texts, weights }: Postings,
  terms: readonly (readonly [feature: number, weight: number])[],
  factor: number,
  into: Float64Array,
): void => {
  for (const [feature, weight] of terms) {
    const end = starts[feature + 1] as number;
    for (let at = starts[feature] as number; at < end; at++) {
      const text = texts[at] as number;
      into[text] = (into[text] as number) + factor * weight * (weights[at] as number);
    }
  }
};
