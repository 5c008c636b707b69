import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { peopleClock } from './app/clock.ts';
import { StartError } from './app/start-error.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addContactsImport } from './commands/contacts-import.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDutiesImport } from './commands/duties-import.ts';
import { addLedger } from './commands/ledger.ts';
import { addMigrate } from './commands/migrate.ts';
import { withPolicies } from './commands/policy/versions.ts';
import { addPolicy } from './commands/policy.ts';
import { addRegister } from './commands/register.ts';
import { addReport } from './commands/report.ts';
import { addRetention } from './commands/retention.ts';
import { CommandFailed, type OpenShell } from './commands/shell.ts';
import { addSlackManifest } from './commands/slack-manifest.ts';
import { addStaffImport, type PendingAsks } from './commands/staff-import.ts';
import { addTeamsPackage } from './commands/teams-package.ts';
import { addUnitsImport } from './commands/units-import.ts';
import { ConfigError, readConfig } from './config.ts';
import { requests } from './core/requests/feature.ts';
import { pendingAsks } from './core/requests/seats.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// `… | head` closes the pipe when it has seen enough: nothing is wrong, and what was to be done is still done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const openShell: OpenShell = async () => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const openStore = async () => {
    const db = await import('../db/open.ts');
    return db.openStore(config.databaseUrl, { lock: false }).catch((error: unknown) => {
      throw new StartError(error instanceof Error ? error.message : 'データベースを開けません。', { cause: error });
    });
  };
  return { config, openStore, now: peopleClock(config.moment), print };
};

const titles: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Options:': 'オプション:',
  'Commands:': 'コマンド:',
  'Arguments:': '入れるもの:',
};

/** What commander found wrong with the line typed, as a sentence; its own wording is English. */
const sentences: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'そのようなコマンドはありません。',
  'commander.unknownOption': 'そのようなオプションはありません。',
  'commander.missingArgument': '足りないものがあります。',
  'commander.optionMissingArgument': 'オプションの値がありません。',
  'commander.missingMandatoryOptionValue': '必要なオプションがありません。',
  'commander.excessArguments': '余分なものがあります。',
  'commander.invalidArgument': '入れた値を確かめてください。',
};

/** Whom a pending request waits for, so that an import can show which requests will move. */
const waitingFor: PendingAsks = ({ id, kind, state }) =>
  requests.kinds.includes(kind) ? pendingAsks(requests.read(state)).map((ask) => ({ id, ask })) : [];

const program = (open: OpenShell): Command => {
  const mamori = new Command('mamori')
    .description('守り: 情報セキュリティの窓口。npm run -s mamori -- <コマンド> のように使います')
    .usage('<コマンド>')
    .helpOption('-h, --help', '使い方を表示します')
    .helpCommand('help [コマンド]', 'コマンドの使い方を表示します')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  addDoctor(mamori, open);
  addLedger(mamori, open);
  addStaffImport(mamori, open, waitingFor);
  addUnitsImport(mamori, open);
  addContactsImport(mamori, open);
  addRegister(mamori, open);
  addDutiesImport(mamori, open);
  addReport(mamori, open);
  addAudit(mamori, open);
  addRetention(mamori, open);
  addPolicy(mamori, open, withPolicies, process.stdin);
  addBackup(mamori, open);
  addMigrate(mamori, open);
  addSlackManifest(mamori, open);
  addTeamsPackage(mamori, open);
  return mamori;
};

const own = [CommandFailed, ConfigError, StartError];

/** The sentence that goes with a failed command; undefined when it is none of ours to explain. */
const complaintAbout = (error: unknown): string | undefined => {
  if (error instanceof CommanderError) {
    return `${sentences[error.code] ?? ''}使い方は npm run -s mamori -- --help で見られます。`;
  }
  return error instanceof Error && own.some((kind) => error instanceof kind) ? error.message : undefined;
};

type Complain = (line: string) => void;

/** Runs one command line; resolves to the exit code. */
export const run = async (args: readonly string[], open: OpenShell, complain: Complain): Promise<number> => {
  try {
    await program(open).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Asking for help ends commander this way too.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const complaint = complaintAbout(error);
    if (complaint === undefined) throw error;
    if (complaint !== '') complain(complaint);
    return 1;
  }
};

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  process.exitCode = await run(process.argv.slice(2), openShell, (line) => process.stderr.write(`${line}\n`));
}
