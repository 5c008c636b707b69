const sentences: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'がこの利用者を断りました。DATABASE_URL の利用者名とパスワードを確かめてください'],
  [/^3D000/, 'にこの名前のデータベースがありません。作るか、DATABASE_URL の名前を確かめてください'],
  [/^(57014|55P03)/, 'が混み合っていて、時間内に答えません。少し待ってください'],
  [/^53300/, 'の接続がいっぱいです。max_connections を増やすか、守りの数を減らしてください'],
  [/^53100/, 'に書けません。ディスクがいっぱいです。空きを作ってください。ほかにすることはありません'],
  [/^53/, 'のメモリか置き場所が足りません'],
  [/^25006/, 'は今、書き込みを受け付けません。複製につないでいないか、置き場所に空きがあるかを確かめてください'],
  [/^42501/, 'がこの利用者に必要な操作を許していません。データベースの持ち主にしてください'],
  [/^XX/, 'が壊れていると知らせています。最後の控えを戻してください'],
];

/** No server answered, or not in time. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The SQLSTATE of what a server said; undefined when it was none that spoke. */
export const stateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined;

/** What a driver throws that is no answer of a server is a connection that failed. */
export const fromDriver = (error: unknown): unknown =>
  stateOf(error) === undefined && !(error instanceof Unfit)
    ? new Unreachable(error instanceof Error ? error.message : String(error), { cause: error })
    : error;

/** The server answers, and cannot keep what is promised here. */
export class Unfit extends Error {
  override name = 'Unfit';
}

/** The statement may have been carried out: whoever asked does not know. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Unreachable ||
  // Connections cut, a server that stops or starts, no connection left, a statement or a lock that took too long.
  /^(08|57P0[1-3]|53300|57014|55P03)/.test(stateOf(error) ?? '');

/** This session may only read; one that is opened now may be allowed more, on this server or another. */
export const isReadOnly = (error: unknown): boolean => stateOf(error) === '25006';

/** The server takes nothing now from anybody: trying each change by itself would only take longer. */
export const takesNothing = (error: unknown): boolean =>
  isReadOnly(error) || /^53/.test(stateOf(error) ?? '') || isUnreachable(error);

/** Somebody else was faster, or two waited for each other: nothing has been written, and it may be tried at once. */
export const isConflict = (error: unknown): boolean => /^(40001|40P01|23505)$/.test(stateOf(error) ?? '');

/** A sentence for whoever runs the bot. The address is left out: it may carry a password. */
export const explained = (error: unknown): Error => {
  const state = stateOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const sentence =
    sentences.find(([pattern]) => pattern.test(state ?? ''))?.[1] ??
    (isUnreachable(error) ? 'につながりません。動いているか、DATABASE_URL の宛先を確かめてください' : undefined);
  if (!sentence) return error instanceof Error ? error : new Error(reason);
  return new Error(`PostgreSQL${sentence}。(${state ? `${state}: ` : ''}${reason})`, { cause: error });
};
