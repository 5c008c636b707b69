import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAdmission, sharedLimits } from './app/admission.ts';
import type { PrintPaper } from './app/audit.ts';
import { peopleClock } from './app/clock.ts';
import { createClockCheck } from './app/clock-check.ts';
import { conditionOf } from './app/condition.ts';
import { createCopies } from './app/copies.ts';
import { serveCopies } from './app/copy-pages.ts';
import type { PrintRegister } from './app/copy-register.ts';
import { createDeliverer } from './app/deliver.ts';
import { createDesk } from './app/desk.ts';
import { directoryOf } from './app/directory-of.ts';
import { createGiveUp } from './app/give-up.ts';
import { createHandle } from './app/handle.ts';
import { createHttp, type Http } from './app/http.ts';
import { watchLastResort } from './app/last-resort.ts';
import { createLimiter } from './app/limiter.ts';
import { createLinks } from './app/links.ts';
import { createLog, type Log } from './app/log.ts';
import { createMetrics, measured } from './app/metrics.ts';
import { keepOneSealKey } from './app/one-seal-key.ts';
import type { ChatAdapter, Receive, Store } from './app/ports.ts';
import { platformLimits } from './app/rate.ts';
import { createReadiness } from './app/readiness.ts';
import { keepSampleApart } from './app/sample-mark.ts';
import { appendSealCopy, copiedNumbers } from './app/seal-copies.ts';
import { openSealKey } from './app/seal-key.ts';
import { createSealing } from './app/sealing.ts';
import { startClock } from './app/start-clock.ts';
import { StartError } from './app/start-error.ts';
import { createTick } from './app/tick.ts';
import { createTrace, noTrace } from './app/trace.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { dataFolder, isShared } from './data-folder.ts';
import { openAdapters } from './open-adapters.ts';

/** What writes workbooks is loaded when the first one is asked for. */
const printRegister: PrintRegister = async (work) => (await import('./commands/register-write.ts')).writeRegister(work);

const printPaper: PrintPaper = async (...page) => (await import('./commands/report/pdf.ts')).writePdf(...page);

const openDatabase = async (config: Config, wrote: (changes: number) => void): Promise<Store> => {
  const { openStore } = await import('../db/open.ts');
  try {
    return await openStore(config.databaseUrl, { lock: true, wrote });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : 'データベースを開けません。', { cause: error });
  }
};

const seedWhenEmpty = async (store: Store, config: Config, now: string): Promise<void> => {
  const state = await keepSampleApart(store, config.sample);
  if (!config.sample || state === 'filled') return;
  const { seedSample } = await import('../db/seed/sample.ts');
  await seedSample(store, now);
};

const listen = async (http: Http, { host, port }: Config): Promise<number> => {
  try {
    return (await http.listen(host, port)).port;
  } catch (error) {
    throw new StartError(`${host}:${port} を開けません。ほかのプログラムが使っていないか、PORT を確かめてください。`, {
      cause: error,
    });
  }
};

const warmAfterMs = 2_000;

/** After everything is ready: it keeps one core for a moment, and nobody should wait for it to reach the bot at all. */
const warmUp = (warm: () => Promise<void>, log: Log): void => {
  setTimeout(() => {
    const began = performance.now();
    warm().then(
      () => log.info('policy.ready', { ms: Math.round(performance.now() - began) }),
      (error: unknown) => log.error('policy.not-ready', {}, error),
    );
  }, warmAfterMs).unref();
};

/** `wrong` never resolves; it rejects when only a platform's first answer shows that the bot must not run. */
type Running = { end: () => Promise<void>; wrong: Promise<never> };

/** Wires everything by hand and begins; resolves to how it ends. */
const start = async (config: Config): Promise<Running> => {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  watchLastResort(log, metrics);
  const now = peopleClock(config.moment);
  const clock = createClockCheck(log);
  const sealKey = openSealKey(config.sealKeyFile);
  const real = (): number => performance.now();
  const admission = createAdmission(real, metrics.overloaded, isShared(config) ? sharedLimits : undefined);
  const followed = config.logLevel === 'debug' || config.logLevel === 'trace';
  const trace = followed ? createTrace(log, real) : noTrace;
  const store = admission.watch(measured(trace.store(await openDatabase(config, metrics.grouped)), metrics, real));
  if (isShared(config)) await keepOneSealKey(store, sealKey.publicKey);
  await seedWhenEmpty(store, config, now());

  let stopping = false;
  const adapters: ChatAdapter[] = [];
  const { sealKeyFile } = config;
  const http = createHttp({
    waitingFor: createReadiness({ store, adapters, sealKeyFile, stopping: () => stopping, real: Date.now }),
    metrics: {
      text: async () => metrics.text(await conditionOf(store, now(), Date.now())),
      contentType: metrics.contentType,
    },
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
  });
  adapters.push(...(await openAdapters({ config, store, http, log, metrics, now, heard: clock.heard })));

  const directory = directoryOf(store);
  let port = 0;
  const own = (): string | undefined => (config.console && port > 0 ? `http://127.0.0.1:${port}` : undefined);
  const links = createLinks(sealKey.privateKey, () => config.publicUrl ?? own());
  const handle = createHandle({ store, adapters, emailDomains: config.emailDomains, now, log, links });
  const desk = createDesk(store, now, { emailDomains: config.emailDomains, links });
  serveCopies(http.app, createCopies({ desk, directory, links, printRegister, printPaper }), log);
  const deliverer = createDeliverer({
    outbox: store.outbox,
    adapters,
    directory,
    lastSeen: store.lastSeen,
    homeCard: handle.homeCard,
    digestCard: handle.digestCard,
    giveUp: createGiveUp({ store, directory, now, log }),
    limiter: createLimiter(platformLimits),
    metrics,
    log,
    worker: `${process.pid}-${crypto.randomUUID()}`,
    real: Date.now,
    random: Math.random,
  });
  const receive: Receive = trace.receive(async (intent) => {
    if (clock.refuses()) throw new Error('the clock of this computer is wrong');
    const reply = await handle.receive(intent);
    deliverer.nudge();
    return reply;
  });

  const copies = join(dataFolder(config), 'seals.jsonl');
  const sealing = createSealing({
    ledger: store.ledger,
    key: sealKey.privateKey,
    keepCopy: (seal) => appendSealCopy(copies, seal),
    copied: () => copiedNumbers(copies),
    log,
    real: Date.now,
  });

  port = await listen(http, config);
  for (const adapter of adapters) {
    // A platform that cannot be reached says so in `unready` and tries again by itself.
    adapter
      .start(admission.guard(receive))
      .catch((error: unknown) => log.error('platform.start', { platform: adapter.platform }, error));
  }
  // A platform that was turned off takes no card along with it.
  const rerouted = await store.outbox.reroute(
    adapters.map(({ platform }) => platform),
    Date.now(),
  );
  if (rerouted > 0) log.info('delivery.rerouted', { cards: rerouted });
  deliverer.start();
  warmUp(handle.warm, log);
  if (config.console) process.stdout.write(`open http://127.0.0.1:${port}/\n`);
  const { openShifts } = await import('../db/open.ts');
  const stopClock = await startClock({
    tick: createTick({ store, receive, remindDue: handle.remindDue, now, real: Date.now, metrics, log }),
    sealing,
    shifts: await openShifts(config.databaseUrl, (error) => log.error('jobs.failed', {}, error)),
    log,
  });
  log.info('started', { port, sample: config.sample });

  const end = async (): Promise<void> => {
    stopping = true;
    await Promise.allSettled([http.close(), stopClock(), ...adapters.map((adapter) => adapter.stop())]);
    await deliverer.stop();
    await sealing.sealNow().catch((error: unknown) => log.error('ledger.not-sealed', {}, error));
    await store.close();
    log.info('stopped');
  };
  return { end, wrong: clock.wrong };
};

const lastMomentMs = 9_000;

/** Ends once, whatever is pressed how often, also while still starting. */
const stopOnSignal = (started: Promise<Running>): void => {
  let asked = false;
  const stop = async (): Promise<void> => {
    if (asked) return;
    asked = true;
    // What is not finished by then is on disk, and goes on at the next start.
    setTimeout(() => process.exit(0), lastMomentMs).unref();
    await started.then(({ end }) => end()).catch(() => undefined);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop());
};

/** `.env` in the working folder, where there is one; what the environment already says wins. */
const environment = (): NodeJS.ProcessEnv => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
};

const sayWhy = (error: unknown): void => {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
};

try {
  const started = start(readConfig(environment()));
  stopOnSignal(started);
  const { end, wrong } = await started;
  wrong.catch(async (error: unknown) => {
    setTimeout(() => process.exit(1), lastMomentMs).unref();
    sayWhy(error);
    await end();
    process.exit(1);
  });
} catch (error) {
  sayWhy(error);
  process.exit(1);
}
