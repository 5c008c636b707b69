import { packageFile } from '../src/app/package-file.ts';

export const migrationsFolder = (dialect: 'sqlite' | 'postgres'): string => packageFile('db', dialect, 'migrations');
