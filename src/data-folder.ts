import { dirname } from 'node:path';

type Place = { databaseUrl: string };

/** Several machines may use this database; a file belongs to one. */
export const isShared = ({ databaseUrl }: Place): boolean => !databaseUrl.startsWith('file:');

/** Where what belongs to this machine alone is kept: beside the database file, where there is one. */
export const dataFolder = (place: Place): string =>
  isShared(place) ? 'data' : dirname(place.databaseUrl.replace(/^file:/, ''));
