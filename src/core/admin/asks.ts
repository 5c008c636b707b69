import type { Ctx } from '../feature.ts';
import type { Person } from '../people/directory.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { mayAdminister } from './offices.ts';

/** The code under which an attempt of somebody else is put on record. */
export const notAdmin = 'not-admin';

/** Judged by the chart of this moment: a role that was held when the menu was opened opens nothing later. */
export const administrator = (ctx: Ctx): Result<Person> =>
  ctx.actor.is === 'person' && mayAdminister(ctx.dir, ctx.actor.person.id, jstDate(ctx.now))
    ? ok(ctx.actor.person)
    : refuse(
        notAdmin,
        '名簿や役割、時間などの管理は、情報セキュリティ管理者と情報セキュリティ責任者だけができます。直してほしいところがあれば、総務部に知らせてください。(対策基準 3(1)(イ))',
      );
