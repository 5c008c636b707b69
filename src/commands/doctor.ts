import type { Command } from 'commander';
import { clockSentence, type Heard, isWrong, secondsOff } from '../app/clock-check.ts';
import { readSealKey } from '../app/seal-key.ts';
import { StartError } from '../app/start-error.ts';
import type { Config } from '../config.ts';
import { indexDirectory } from '../core/people/lookup.ts';
import { jstDate } from '../core/time.ts';
import { directoryFindings, type Finding } from './findings.ts';
import { runningFindings } from './running-findings.ts';
import { sendTest } from './send-test.ts';
import { CommandFailed, type OpenShell, type Shell, withStore } from './shell.ts';

const marks: Record<Finding['weight'], string> = { fix: '[直す]', look: '[注意]', good: '[良い]' };

const platformFindings = async (config: Config): Promise<Finding[]> => {
  const { slack, teams, httpsProxy } = config;
  if (!slack && !teams) {
    return [{ weight: 'look', text: 'SlackもTeamsも設定されていません。見本の組織と試す画面で動きます。' }];
  }
  const off: number[] = [];
  const heard: Heard = (...said) => {
    const seconds = secondsOff(...said);
    if (seconds !== undefined) off.push(seconds);
  };
  const onSlack = slack && (await import('./slack-findings.ts')).slackFindings(slack, httpsProxy, heard);
  const onTeams = teams && (await import('./teams-findings.ts')).teamsFindings(teams, httpsProxy, heard);
  return [...((await onSlack) ?? []), ...((await onTeams) ?? []), ...clockFindings(off)];
};

/** What the platforms' answers said of this computer's clock. */
const clockFindings = (off: readonly number[]): Finding[] => {
  const wrong = off.find(isWrong);
  if (wrong !== undefined) return [{ weight: 'fix', text: clockSentence(wrong) }];
  return off.length > 0 ? [{ weight: 'good', text: '時計は合っています。' }] : [];
};

const keyFindings = (config: Config): Finding[] => {
  try {
    readSealKey(config.sealKeyFile);
    return [];
  } catch (error) {
    if (error instanceof StartError) return [{ weight: 'fix', text: error.message }];
    throw error;
  }
};

/** Registers asked for in chat are taken over a link; it need not be reached from outside. */
const addressFindings = ({ sample, publicUrl }: Config): Finding[] =>
  sample || publicUrl !== undefined
    ? []
    : [
        {
          weight: 'look',
          text: 'PUBLIC_URL がないため、台帳や監査のファイルをチャットから受け取れません。職員のパソコンから開ける https:// のアドレス(財団の中だけのものでよい)を入れてください。',
        },
      ];

const sampleInEarnest: Finding = {
  weight: 'fix',
  text: 'このデータベースは見本の組織のものです。DATABASE_URL を消すか、別のファイルにしてください。',
};

const examine = async (shell: Shell): Promise<void> => {
  const findings = await withStore(shell, async (store): Promise<Finding[]> => {
    const dir = indexDirectory(await store.directory());
    const sample = (await store.mark('sample')) !== undefined;
    // PostgreSQL is copied by its own tools.
    const copies = !sample && shell.config.databaseUrl.startsWith('file:');
    return [
      { weight: 'good', text: '設定を読めました。' },
      ...(sample && !shell.config.sample ? [sampleInEarnest] : []),
      ...(await platformFindings(shell.config)),
      ...(await runningFindings(store, { now: shell.now(), real: Date.now() }, copies)),
      ...keyFindings(shell.config),
      ...addressFindings(shell.config),
      ...directoryFindings(dir, jstDate(shell.now()), shell.config.teams !== undefined),
    ];
  });
  for (const { weight, text } of findings) shell.print(`${marks[weight]} ${text}`);
  // The lines above say all there is to say.
  if (findings.some(({ weight }) => weight === 'fix')) throw new CommandFailed('');
};

export const addDoctor = (program: Command, open: OpenShell): void => {
  program
    .command('doctor')
    .description('設定、接続、データベース、組織図を確かめます。直すものがあれば終了コード1です')
    .option('--send-test <職員番号>', 'その方に試しのカードを送り、届くまで待ちます')
    .action(async (options: { sendTest?: string }) => {
      const shell = await open();
      const id = options.sendTest;
      if (id === undefined) return examine(shell);
      return withStore(shell, (store) => sendTest(shell, store, id));
    });
};
