import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { commands } from '../../adapters/teams/commands.ts';
import { icons, teamsManifest } from '../../adapters/teams/manifest.ts';
import { run } from '../../src/cli.ts';
import { readConfig } from '../../src/config.ts';
import { hear } from '../../src/core/desk/words.ts';

const about = {
  botId: '5c0ffee0-aaaa-4bbb-8ccc-0123456789ab',
  websiteUrl: 'https://zaidan.example.jp/',
  privacyUrl: 'https://zaidan.example.jp/privacy',
  termsOfUseUrl: 'https://zaidan.example.jp/terms',
  publicUrl: 'https://mamori.example.jp/',
};
const environment = {
  TEAMS_APP_ID: about.botId,
  TEAMS_APP_PASSWORD: 'invented',
  TEAMS_TENANT_ID: '7a3e1f00-1111-4222-8333-00000000beef',
  EMAIL_DOMAINS: 'zaidan.example.jp',
  ORG_WEBSITE_URL: about.websiteUrl,
  ORG_PRIVACY_URL: about.privacyUrl,
  ORG_TERMS_URL: about.termsOfUseUrl,
  PUBLIC_URL: about.publicUrl,
};

const command = async (env: Record<string, string>, out: string) => {
  const printed: string[] = [];
  const open = async () => ({
    config: readConfig(env),
    openStore: () => Promise.reject(new Error('no database is needed')),
    now: () => '2026-06-01T01:00:00.000Z',
    print: (line: string) => void printed.push(line),
  });
  const code = await run(['teams', 'package', '--out', out], open, (line) => void printed.push(line));
  return { code, text: printed.join('\n') };
};

describe('the Teams app package', () => {
  const manifest = teamsManifest(about);

  it('offers exactly the commands the adapter answers', () => {
    const offered = manifest.composeExtensions.flatMap((extension) => extension.commands);
    expect(Object.fromEntries(offered.map(({ id, type, context }) => [id, { type, contexts: context }]))).toEqual(
      commands,
    );
    expect(offered.every(({ fetchTask }) => fetchTask === true)).toBe(true);
    expect(manifest.bots.map(({ scopes }) => scopes)).toEqual([['personal', 'team']]);
  });

  it('suggests only words the bot understands', () => {
    for (const { title } of manifest.bots[0]?.commandLists[0]?.commands ?? [])
      expect(hear(title).want).not.toBe('unclear');
  });

  it('carries two icons of the sizes Teams wants', () => {
    const sizes = icons().map(({ name, bytes }) => [name, bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
    expect(sizes).toEqual([
      ['color.png', 192, 192],
      ['outline.png', 32, 32],
    ]);
  });

  it('is written as a ZIP with the organization’s own addresses and bot', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'mamori-')), 'mamori-teams.zip');
    expect((await command(environment, out)).code).toBe(0);
    const zip = await JSZip.loadAsync(readFileSync(out));
    expect(Object.keys(zip.files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const written = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
    expect(written).toEqual(manifest);
    expect(JSON.stringify(written)).not.toMatch(/example\.invalid|00000000-0000/);
    expect(written.validDomains).toEqual(['mamori.example.jp']);
  });

  it('names what is still missing', async () => {
    const { ORG_TERMS_URL: _, ...without } = environment;
    expect(await command(without, '/nowhere')).toEqual({ code: 1, text: '先に ORG_TERMS_URL を設定してください。' });
  });

  it('fits Microsoft’s schema (where it is at hand)', () => {
    const file = join(process.env.SCHEMAS_DIR ?? '', 'teams', 'MicrosoftTeams.v1.25.schema.json');
    if (!process.env.SCHEMAS_DIR || !existsSync(file)) {
      console.log('SCHEMAS_DIR has no schema of the Teams manifest: not compared with it');
      return;
    }
    const { id: _, $schema: __, ...rules } = JSON.parse(readFileSync(file, 'utf8'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(rules);
    expect(validate(manifest) || validate.errors).toBe(true);
    expect(validate({ ...manifest, accentColor: 'green' })).toBe(false);
  });
});
