import { sha256 } from '../app/canonical.ts';
import { changeOf, newCaseId, nothing } from '../app/change-of.ts';
import { createDesk, type Desk } from '../app/desk.ts';
import type { Change, Store } from '../app/ports.ts';
import type { Ctx } from '../core/feature.ts';
import { type Directory, indexDirectory } from '../core/people/lookup.ts';
import { problemLines } from '../core/people/preview.ts';
import type { Problem, Row } from '../core/people/table.ts';
import { cameFromPaper, paperFact, paperRequest, paperText } from '../core/registers/paper.ts';
import { type PaperEntry, readPaper } from '../core/registers/paper-rows.ts';
import { requests } from '../core/requests/feature.ts';
import type { AnyKind } from '../core/requests/kind.ts';
import { kindOf } from '../core/requests/kinds.ts';
import type { RequestIn } from '../core/requests/request.ts';
import { jstDate } from '../core/time.ts';
import { readRows, refused } from './csv.ts';
import { CommandFailed, type Shell, withStore } from './shell.ts';

type New = { entry: PaperEntry; request: RequestIn<'approved'>; text: string };

/** Texts of the lines that were brought in before, with how often each was. */
const hereAlready = async (desk: Desk, kind: AnyKind): Promise<Map<string, number>> => {
  const here = new Map<string, number>();
  for await (const page of desk.pages({ kind: kind.name })) {
    for (const { state } of page) {
      const request = requests.read(state);
      if (!cameFromPaper(request)) continue;
      const text = paperText(request);
      here.set(text, (here.get(text) ?? 0) + 1);
    }
  }
  return here;
};

/** Lines not yet here. Two lines that read the same are two things; each is known again when the file comes again. */
const newOnes = (all: readonly New[], here: ReadonlyMap<string, number>): New[] => {
  const left = new Map(here);
  return all.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
};

/** One change for all lines, each with its state, card, timer and record as a decision in chat would have them. */
const changeFor = (ctx: Ctx, kind: AnyKind, added: readonly New[], ids: readonly string[], key: string): Change => {
  const each = added.map(({ entry, request }, at) => {
    const id = ids[at] ?? '';
    const fact = paperFact(id, kind, request, entry.permitterKnown);
    const decision = { next: request, facts: [fact], reply: { kind: 'done' as const } };
    const intent = { key, actor: 'clock' as const, ask: { type: 'home' as const } };
    return changeOf({ intent, ctx, loaded: { feature: requests }, id, decision });
  });
  return {
    ...nothing,
    key,
    at: ctx.now,
    expectDirectory: ctx.dir.version,
    cases: each.flatMap(({ cases }) => cases),
    facts: [
      ...each.flatMap(({ facts }) => facts),
      {
        chain: 'org',
        type: 'register.imported',
        actor: 'operator',
        subject: 'org',
        data: { name: kind.name, rows: added.length },
      },
    ],
    // A pile of old paper waits for what people do today, and nobody is sent what can't reach them.
    slots: each
      .flatMap(({ slots }) => slots)
      .filter(({ to }) => !('person' in to) || ctx.dir.reachable(to.person))
      .map((slot) => ({ ...slot, lane: 'wave' as const })),
    timers: each.flatMap(({ timers }) => timers),
    homes: [...new Set(each.flatMap(({ homes }) => homes))],
  };
};

const commit = async (
  store: Store,
  ctx: Ctx,
  kind: AnyKind,
  added: readonly New[],
  earlier: number,
): Promise<string[]> => {
  // All at once, so that they share a write; a number not used in the end leaves a gap.
  const ids = await Promise.all(added.map(() => newCaseId(store, kind.name, ctx.now)));
  const key = `import/${kind.name}/${earlier}/${sha256(added.map(({ text }) => text).join('\n'))}`;
  const outcome = await store.commit(changeFor(ctx, kind, added, ids, key));
  if (outcome === 'stale')
    throw new CommandFailed('取り込みの間に名簿が変わったため、何も変えていません。もう一度実行してください。');
  return outcome === 'duplicate' ? [] : ids;
};

const unreachable = (dir: Directory, added: readonly New[]): string[] => [
  ...new Set(
    added
      .filter(({ request }) => !dir.reachable(request.requester))
      .map(({ request }) => dir.person(request.requester)?.name ?? request.requester),
  ),
];

/** The lines of the file as cases; what is wrong with any of them ends the command. */
const linesOf = (ctx: Ctx, kind: AnyKind, rows: readonly Row[]): { all: New[]; warnings: readonly Problem[] } => {
  const read = readPaper(ctx.dir, kind, rows, jstDate(ctx.now));
  if ('problems' in read) throw refused(read.problems);
  const all = read.entries.map((entry) => {
    const request = paperRequest(ctx, kind, entry);
    return { entry, request, text: paperText(request) };
  });
  return { all, warnings: read.warnings };
};

const before = (dir: Directory, warnings: readonly Problem[], same: number, added: readonly New[]): string[] => {
  const silent = unreachable(dir, added);
  return [
    ...problemLines('注意', warnings),
    ...(same > 0 ? [`${same}件は、前に取り込んだものと同じです。`] : []),
    ...(silent.length > 0 ? [`チャットを使えないため、カードが届かない方: ${silent.join('、')}`] : []),
  ];
};

const nothingNew = '新しいものはありません。何も変えていません。';

/** Brings in what was permitted on paper and is still out: all lines or none. */
export const importPaper = async (shell: Shell, file: string, dryRun: boolean): Promise<void> => {
  const kind = kindOf('takeout');
  const rows = await readRows(file);
  await withStore(shell, async (store) => {
    const desk = createDesk(store, shell.now);
    const ctx = desk.ctx({ is: 'clock' }, indexDirectory(await store.directory()));
    const { all, warnings } = linesOf(ctx, kind, rows);
    const here = await hereAlready(desk, kind);
    const added = newOnes(all, here);
    for (const line of before(ctx.dir, warnings, all.length - added.length, added)) shell.print(line);
    if (added.length === 0) return shell.print(nothingNew);
    if (dryRun) return shell.print(`${added.length}件を取り込めます。表示だけを行いました。何も変えていません。`);
    const ids = await commit(store, ctx, kind, added, total(here));
    shell.print(ids.length > 0 ? `${ids.length}件を取り込みました(${ids[0]} から ${ids.at(-1)})。` : nothingNew);
  });
};

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
