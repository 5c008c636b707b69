/** What a person can do wrong is a value with a sentence; what the world does wrong is thrown. */
export type Refusal = {
  /** Stable name of the reason, kept in the ledger: `own-request`, `already-decided` … */
  code: string;
  /** The sentence the person reads. */
  text: string;
  /** Sentences that belong to single fields of a form, by field name (`items.0.name` in rows). */
  fields?: Readonly<Record<string, string>>;
};

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: string, text: string, fields?: Refusal['fields']): Result<never> => ({
  ok: false,
  refusal: fields ? { code, text, fields } : { code, text },
});

/** Ends every switch over a union: a new member breaks the build here. */
export const assertNever = (value: never): never => {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
};
