import type { AnyKind } from './kind.ts';
import { exception } from './kinds/exception.ts';
import { takeout } from './kinds/takeout.ts';

/** Every kind of request: a new one is a file beside these and a line here. */
export const kinds: readonly AnyKind[] = [takeout, exception];

export const kindOf = (name: string): AnyKind => {
  const found = kinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`no such kind of request: ${name}`);
  return found;
};
