import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAdvisor } from '../../src/core/policies/advisor.ts';
import { shippedDigest, shippedMarks, shippedVocabulary } from '../../src/core/policies/shipped.ts';
import { median } from './load.ts';
import { miniSearchOver, scoreOf, split } from './policy-documents.ts';

const folder = new URL('.', import.meta.url).pathname;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const { documents, questions } = split(shippedDigest());
const advisor = createAdvisor(documents, shippedVocabulary(), undefined, shippedMarks);
const began = performance.now();
const mini = miniSearchOver(documents);
const miniReadyMs = performance.now() - began;

const mamori = (question: string): readonly string[] => advisor.ask(question).clauses;
const miniSearch = (question: string): readonly string[] => mini.search(question).map(({ id }) => String(id));

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

// Both warm up before anything counts.
scoreOf(questions.slice(0, 300), mamori);
scoreOf(questions.slice(0, 300), miniSearch);
const results = Array.from({ length: rounds }, () => {
  const ours = scoreOf(questions, mamori);
  const theirs = scoreOf(questions, miniSearch);
  return {
    mamori: { ...ours, times: undefined, p50: at(ours.times, 0.5), p99: at(ours.times, 0.99) },
    miniSearch: { ...theirs, times: undefined, p50: at(theirs.times, 0.5), p99: at(theirs.times, 0.99) },
  };
});
const [first] = results;
if (!first) throw new Error('BENCH_ROUNDS must be 1 or more');

const ready = JSON.parse(
  execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', join(folder, 'policy-ready.ts')], {
    encoding: 'utf8',
  }),
) as { readyMs: number; readyCpuMs: number; rssMiB: number };

const ratios = {
  hit1: first.mamori.hit1 / first.miniSearch.hit1,
  hit3: first.mamori.hit3 / first.miniSearch.hit3,
  mrr: first.mamori.mrr / first.miniSearch.mrr,
  p50: median(results.map((one) => one.mamori.p50 / one.miniSearch.p50)),
  p99: median(results.map((one) => one.mamori.p99 / one.miniSearch.p99)),
};
const p50 = median(results.map(({ mamori: one }) => one.p50));
const p99 = median(results.map(({ mamori: one }) => one.p99));

print(`${questions.length} ways of asking that were held out, ${documents.length} clauses`);
for (const [name, one] of Object.entries({ mamori: first.mamori, miniSearch: first.miniSearch }))
  print(
    `${name.padEnd(10)} hit@1 ${one.hit1.toFixed(3)}  hit@3 ${one.hit3.toFixed(3)}  MRR ${one.mrr.toFixed(3)}  p50 ${one.p50.toFixed(2)}  p99 ${one.p99.toFixed(2)} ms`,
  );
print(
  `one question p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms; ready to be asked ${ready.readyMs.toFixed(0)} ms (CPU ${ready.readyCpuMs.toFixed(0)} ms) after start, ${ready.rssMiB.toFixed(0)} MiB; MiniSearch indexes in ${miniReadyMs.toFixed(0)} ms`,
);
mkdirSync(join(folder, 'out'), { recursive: true });
const file = join(folder, 'out', `policy-${new Date().toISOString().replaceAll(':', '')}.json`);
writeFileSync(
  file,
  JSON.stringify({ rounds, questions: questions.length, p50, p99, ready, miniReadyMs, ratios, results }, null, 2),
);
print(`written to ${file}`);
