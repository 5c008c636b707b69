import { openStore } from '../../db/open.ts';

/** A bot of its own process that does nothing but hold its database, until it is killed. */
const [url = ''] = process.argv.slice(2);
await openStore(url, { lock: true });
console.log('open');
setInterval(() => undefined, 60_000);
