import { dirname } from 'node:path';

/** Where what belongs to this machine alone is kept: beside the database file, where there is one. */
export const dataFolder = ({ databaseUrl }: { databaseUrl: string }): string =>
  databaseUrl.startsWith('file:') ? dirname(databaseUrl.replace(/^file:/, '')) : 'data';
