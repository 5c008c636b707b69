import { createHash } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { nothing } from '../../app/change-of.ts';
import type { Store } from '../../app/ports.ts';
import type { Case } from '../../core/case.ts';
import { indexDirectory } from '../../core/people/lookup.ts';
import { allKinds, kindOf, reportKinds } from '../../core/reports/kinds.ts';
import { reportPaper } from '../../core/reports/paper/report-paper.ts';
import { Report } from '../../core/reports/report.ts';
import { fiscalYear, jstDate, showTime } from '../../core/time.ts';
import { reserve } from '../reserve.ts';
import { CommandFailed, type Shell, withStore } from '../shell.ts';
import { writePdf } from './pdf.ts';

type Asked = { kinds: readonly string[]; year: number; number: number };

/** 「事故 2026-0012」, 「incident-2026-12」, 「2026-12」, 「12」 of this 年度. */
const asked = (typed: string, now: string): Asked | undefined => {
  const found = /^(.*?)[\s-]*(?:(\d{4})-)?0*(\d{1,6})$/u.exec(typed.normalize('NFKC').trim());
  if (!found) return undefined;
  const [, name = '', year, number] = found;
  // A bare number never means a drill.
  const kinds = name === '' ? reportKinds : allKinds.filter((kind) => kind.name === name || kind.label === name);
  return {
    kinds: kinds.map((kind) => kind.name),
    year: year ? Number(year) : fiscalYear(jstDate(now)),
    number: Number(number),
  };
};

const chosen = async (store: Store, typed: string, now: string): Promise<Case> => {
  const wanted = asked(typed, now);
  const ids = wanted?.kinds.map((kind) => `${kind}-${wanted.year}-${wanted.number}`) ?? [];
  const found = (await Promise.all(ids.map((id) => store.loadCase(id)))).filter((each) => each !== undefined);
  const [only, ...others] = found;
  if (!only)
    throw new CommandFailed(
      `「${typed}」という報告は見つかりません。カードの番号を「incident-2026-12」か「事故 2026-0012」のように入れてください。`,
    );
  if (others.length === 0) return only;
  const list = found.map(({ id, kind }) => `${id}(${kindOf(kind).label})`).join('、');
  throw new CommandFailed(`「${typed}」に当たる報告がいくつもあります。${list} のどれかを入れてください。`);
};

/** The case and the call list on paper, also while chat is down or suspect. That it was printed is on record before the file has its name. */
export const exportReport = async (shell: Shell, typed: string, out: string): Promise<void> =>
  withStore(shell, async (store) => {
    const at = shell.now();
    const found = await chosen(store, typed, at);
    const report = Report.parse(found.state);
    const dir = indexDirectory(await store.directory());
    await reserve(out);
    const part = `${out}.part`;
    try {
      const number = await store.nextNumber('report-export');
      const paper = reportPaper({ id: found.id, report, dir, contacts: await store.contacts(), now: at, number });
      const { pages } = await writePdf(part, paper, at);
      const digest = createHash('sha256')
        .update(await readFile(part))
        .digest('hex');
      const data = { number, pages, digest, version: found.version };
      const fact = { chain: found.id, type: 'report.exported', actor: 'operator', subject: found.id, data };
      await store.commit({ ...nothing, key: `report/export/${number}`, at, facts: [fact] });
      await rename(part, out);
      shell.print(
        `${out} に${paper.title}を${pages}ページ書き出しました(${showTime(at)}の内容、書き出し番号 ${number})。`,
      );
      shell.print('個人の情報を含みます。置き場所と渡す相手に気を付け、使い終わったら細断してください。');
    } catch (error) {
      await rm(part, { force: true });
      await rm(out, { force: true });
      throw error;
    }
  });
