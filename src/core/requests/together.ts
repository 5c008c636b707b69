import { refuse } from '../result.ts';
import { approve } from './grant.ts';
import type { AnyKind } from './kind.ts';
import type { Request } from './request.ts';
import type { Decided, Run } from './run.ts';

/** Whether it may be approved beside others without being looked at alone: a plain request without 機密性2. */
export const plain = (kind: AnyKind, request: Request): boolean =>
  request.status === 'pending' && !kind.answer && !kind.judge && !kind.secret(request.values);

/** One of several approved at once: the same decision and record as alone, checked again for each. */
export const approveTogether = (run: Run, kind: AnyKind, request: Request, version: number | undefined): Decided =>
  plain(kind, request)
    ? approve(run, kind, request, version)
    : refuse(
        'one-by-one',
        '機密性2にかかわるもの、またはいま承認を待っていないものは、まとめて承認できません。カードを開いて、1件ずつ確かめてください。(対策基準 4(1)(ア))',
      );
