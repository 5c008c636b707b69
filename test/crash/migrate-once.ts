import { openStore } from '../../db/open.ts';

/** A bot that starts on a database of an earlier version, as far as bringing it up to date. */
process.stdout.write('begun\n');
const store = await openStore(process.argv[2] ?? '', { lock: true });
process.stdout.write('done\n');
await store.close();
