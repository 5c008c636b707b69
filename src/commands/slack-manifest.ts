import type { Command } from 'commander';
import { CommandFailed, type OpenShell } from './shell.ts';

const secureUrl = (text: string): string => {
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return text;
  throw new CommandFailed('--url には https:// で始まる、外から届くURLを入れてください。');
};

export const addSlackManifest = (program: Command, open: OpenShell): void => {
  program
    .command('slack')
    .description('Slackの準備')
    .command('manifest')
    .description('Slackアプリの設定(App Manifest)を表示します。URLがなければ Socket Mode 用です')
    .option('--url <URL>', 'Slackから届くURL(例 https://mamori.example.or.jp)')
    .action(async (options: { url?: string }) => {
      const { config, print } = await open();
      const url = options.url ?? (config.slack?.appToken === undefined ? config.publicUrl : undefined);
      const { slackManifest } = await import('../../adapters/slack/manifest.ts');
      print(JSON.stringify(slackManifest(url === undefined ? {} : { url: secureUrl(url) }), null, 2));
    });
};
