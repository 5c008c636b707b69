import { z } from 'zod';

/** One thing that is not yet as it should be: which clause, what is done about it, by when, and whether it has been. */
const Finding = z.object({
  clause: z.string(),
  title: z.string(),
  measure: z.string().optional(),
  due: z.string().optional(),
  mendedAt: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** One 情報管理者's 自己点検 (2-11(2)): how many clauses are kept, and what is put right. */
export const Inspection = z.object({
  unit: z.string(),
  at: z.string(),
  kept: z.number(),
  notOurs: z.number(),
  findings: z.array(Finding),
  /** With a measure and a date for each finding: what the 情報セキュリティ管理者 compiles. */
  sentAt: z.string().optional(),
});
export type Inspection = z.infer<typeof Inspection>;

/** A clause of the checklist. */
export type Item = { id: string; title: string; plain: string };

export const isOpenFinding = ({ mendedAt }: Finding): boolean => mendedAt === undefined;

/** 「守れている 30、直すところ 2、対象なし 2」 */
export const resultWords = ({ kept, findings, notOurs }: Inspection): string =>
  `守れている ${kept}、直すところ ${findings.length}、対象なし ${notOurs}`;
