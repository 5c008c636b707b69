import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { command, events, messageShortcuts, shortcuts } from '../../adapters/slack/listens.ts';
import { slackManifest } from '../../adapters/slack/manifest.ts';
import { grantedScopes } from '../support/fake-slack/index.ts';

const lengthOf = (value: unknown): number => Array.from(String(value)).length;

describe('the Slack app manifest', () => {
  const base = slackManifest();

  it('asks for exactly the events, commands and shortcuts the adapter answers', () => {
    expect(new Set(base.settings.event_subscriptions.bot_events)).toEqual(new Set(events));
    expect(base.features.slash_commands.map((one) => one.command)).toEqual([command]);
    const named = (type: string) =>
      base.features.shortcuts.filter((one) => one.type === type).map((one) => one.callback_id);
    expect(named('global')).toEqual(Object.keys(shortcuts));
    expect(named('message')).toEqual(Object.keys(messageShortcuts));
  });

  it('asks for no scope beyond those its calls and events need', () => {
    expect(base.oauth_config.scopes.bot).toEqual(grantedScopes);
  });

  it('sends everything to one address in HTTP mode, the choices of a field that looks people up as well', () => {
    const http = slackManifest({ url: 'https://mamori.example.or.jp/' });
    const address = 'https://mamori.example.or.jp/slack/events';
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.settings.event_subscriptions.request_url).toBe(address);
    expect(http.settings.interactivity).toEqual({
      is_enabled: true,
      request_url: address,
      message_menu_options_url: address,
    });
    expect(http.features.slash_commands.map((one) => one.url)).toEqual([address]);
  });

  it('names no address in Socket Mode', () => {
    expect(base.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(base)).not.toContain('http');
  });

  it('lets people write to the bot and see a home tab', () => {
    expect(base.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('keeps every text inside the lengths Slack allows', () => {
    const about = base.display_information as Record<string, string>;
    expect(lengthOf(about.name)).toBeLessThanOrEqual(35);
    expect(lengthOf(about.description)).toBeLessThanOrEqual(140);
    expect(lengthOf(about.long_description)).toBeGreaterThanOrEqual(175);
    expect(base.features.shortcuts.every((one) => lengthOf(one.name) <= 24 && lengthOf(one.description) <= 150)).toBe(
      true,
    );
  });

  it("holds against Slack's own schema where that is at hand", () => {
    const file = join(process.env.SCHEMAS_DIR ?? '', 'slack', 'manifest.schema.2.0.0.json');
    if (!process.env.SCHEMAS_DIR || !existsSync(file)) {
      console.log('SCHEMAS_DIR has no schema of the Slack manifest: not compared with it');
      return;
    }
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
    for (const manifest of [base, slackManifest({ url: 'https://mamori.example.or.jp' })]) {
      validate(manifest);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
