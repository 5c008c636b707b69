import type { PersonId } from '../outbound.ts';
import type { JstDate } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { rolesOf } from '../people/roles.ts';
import { kinds } from './kinds.ts';

/** Whether somebody may make a request of this kind; a name that is no kind of request is for everybody. */
export const mayAskFor = (dir: Directory, kind: string, person: PersonId, on: JstDate): boolean => {
  const roles = kinds.find(({ name }) => name === kind)?.mayAsk;
  return !roles || rolesOf(dir, person, on).some(({ role }) => roles.some((each) => each === role));
};
