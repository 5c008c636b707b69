import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { packageRoot } from './package-root.ts';
import { CommandFailed, type OpenShell } from './shell.ts';

type Manifest = {
  features: { slash_commands?: { url?: string }[] };
  settings: {
    event_subscriptions: { request_url?: string };
    interactivity: { request_url?: string; message_menu_options_url?: string };
    socket_mode_enabled: boolean;
  };
};

/** The same app for both ways in: with a URL Slack posts there, without one the bot calls Slack (Socket Mode). */
const manifestFor = (manifest: Manifest, url: string | undefined): Manifest => {
  const request = url === undefined ? undefined : new URL('/slack/events', url).href;
  const { features, settings } = structuredClone(manifest);
  for (const command of features.slash_commands ?? []) {
    if (request === undefined) delete command.url;
    else command.url = request;
  }
  for (const part of [settings.event_subscriptions, settings.interactivity]) {
    if (request === undefined) delete part.request_url;
    else part.request_url = request;
  }
  if (request === undefined) delete settings.interactivity.message_menu_options_url;
  else settings.interactivity.message_menu_options_url = request;
  settings.socket_mode_enabled = request === undefined;
  return { ...manifest, features, settings };
};

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
      const file = join(packageRoot(), 'manifests', 'slack', 'manifest.json');
      const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
      print(JSON.stringify(manifestFor(manifest, url === undefined ? undefined : secureUrl(url)), null, 2));
    });
};
