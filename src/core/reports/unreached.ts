import type { Fact } from '../facts.ts';
import type { Outbound } from '../outbound.ts';
import { runnerOf } from '../people/runner.ts';
import { tell } from './notes.ts';
import type { Report } from './report.ts';
import { fact, type Run } from './run.ts';
import { peopleOf } from './standing.ts';

/** A report nobody can receive: on record, and whoever runs the bot is told, unless it is about them. */
export const ifUnreached = (run: Run, report: Report): { facts: Fact[]; pings: Outbound[] } => {
  const { dir } = run.ctx;
  if ([...peopleOf(dir, report, run.on).values()].some((as) => as.has('receiver'))) return { facts: [], pings: [] };
  const runner = runnerOf(dir, run.on, report.reporter);
  const to = runner && !report.about.includes(runner) ? [runner] : [];
  return {
    facts: [fact(run, 'report.unroutable', { runner: to })],
    pings: tell(run, report, to, {
      name: 'unreached',
      title: '受け付けられる方がいません',
      tone: 'stop',
      lines: [
        '報告を受け付けられる方が名簿に見つかりません。空いている役職と、チャットのアカウントを名簿で確かめてください。直ると、報告は自動で届きます。(対策基準 3(1))',
      ],
    }),
  };
};
