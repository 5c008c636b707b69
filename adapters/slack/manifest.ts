import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/app/package-file.ts';

type Command = Readonly<Record<string, unknown>> & { command: string; url?: string };
type Shortcut = { name: string; type: 'global' | 'message'; callback_id: string; description: string };

/** The parts of Slack's app manifest we look at; the rest passes through. */
export type Manifest = Readonly<Record<string, unknown>> & {
  features: Readonly<Record<string, unknown>> & { slash_commands: readonly Command[]; shortcuts: readonly Shortcut[] };
  oauth_config: { scopes: { bot: readonly string[] } };
  settings: Readonly<Record<string, unknown>> & {
    event_subscriptions: { request_url?: string; bot_events: readonly string[] };
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    socket_mode_enabled: boolean;
  };
};

const readManifest = (): Manifest =>
  JSON.parse(readFileSync(packageFile('manifests', 'slack', 'manifest.json'), 'utf8')) as Manifest;

/** Without a URL: Socket Mode. With one: everything comes to `URL/slack/events`. */
export const slackManifest = ({ url }: { url?: string } = {}): Manifest => {
  const base = readManifest();
  if (url === undefined) return base;
  const request_url = `${url.replace(/\/+$/, '')}/slack/events`;
  const { features, settings } = base;
  return {
    ...base,
    features: { ...features, slash_commands: features.slash_commands.map((one) => ({ ...one, url: request_url })) },
    settings: {
      ...settings,
      event_subscriptions: { request_url, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, request_url, message_menu_options_url: request_url },
      socket_mode_enabled: false,
    },
  };
};
