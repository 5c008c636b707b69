import { createHash } from 'node:crypto';
import type { Store } from '../app/ports.ts';
import type { Json } from '../core/facts.ts';
import type { DirectoryChange } from '../core/people/directory.ts';
import { CommandFailed } from './shell.ts';

export type ChartCommit = {
  /** Which file: `staff`, `units`, `contacts`. */
  file: string;
  at: string;
  version: number;
  change: DirectoryChange;
  counts: Readonly<Record<string, number>>;
  details: Readonly<Record<string, Json>>;
};

/** One transaction: the chart and what the ledger says about it, or nothing when the chart has moved meanwhile. */
export const commitChart = async (store: Store, commit: ChartCommit): Promise<void> => {
  const { file, at, version, change, counts, details } = commit;
  const digest = createHash('sha256')
    .update(JSON.stringify([change, details]))
    .digest('hex')
    .slice(0, 16);
  const outcome = await store.commit({
    key: `import/${file}/${version}/${digest}`,
    at,
    expectDirectory: version,
    cases: [],
    directory: change,
    facts: [
      {
        chain: 'org',
        type: 'directory.imported',
        actor: 'operator',
        subject: 'org',
        data: { file, ...counts },
        details,
      },
    ],
    slots: [],
    timers: [],
    homes: [],
  });
  if (outcome === 'stale') {
    throw new CommandFailed('取り込みの間に名簿が変わったため、何も変えていません。もう一度実行してください。');
  }
};
