import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { CommandFailed, type OpenShell } from './shell.ts';

/** What the manifest needs and the environment does not have yet, by the names to set. */
const missing = ({ teams, organization: { website, privacy, terms } }: Config): string[] =>
  Object.entries({
    TEAMS_APP_ID: teams?.appId,
    ORG_WEBSITE_URL: website,
    ORG_PRIVACY_URL: privacy,
    ORG_TERMS_URL: terms,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));

/** The app package as a ZIP: the manifest and two icons, and nothing that differs from one run to the next. */
const packageOf = async (config: Config): Promise<Buffer> => {
  const { teams, organization, publicUrl } = config;
  const { default: JSZip } = await import('jszip');
  const { icons, teamsManifest } = await import('../../adapters/teams/manifest.ts');
  const manifest = teamsManifest({
    botId: teams?.appId ?? '',
    websiteUrl: organization.website ?? '',
    privacyUrl: organization.privacy ?? '',
    termsOfUseUrl: organization.terms ?? '',
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  const zip = new JSZip();
  const date = new Date('2026-01-01T00:00:00Z');
  zip.file('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`, { date });
  for (const { name, bytes } of icons()) zip.file(name, bytes, { date });
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
};

export const addTeamsPackage = (program: Command, open: OpenShell): void => {
  program
    .command('teams')
    .description('Teamsの準備')
    .command('package')
    .description('Teamsに入れるアプリのパッケージ(ZIP)を作ります')
    .requiredOption('--out <ファイル>', '書き出すファイル(例 mamori-teams.zip)')
    .action(async (options: { out: string }) => {
      const { config, print } = await open();
      const needed = missing(config);
      if (needed.length > 0) throw new CommandFailed(`先に ${needed.join('、')} を設定してください。`);
      writeFileSync(options.out, await packageOf(config));
      print(`${options.out} を書き出しました。Teams管理センターの「アプリの管理」からアップロードしてください。`);
    });
};
