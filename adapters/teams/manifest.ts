import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/app/package-file.ts';

type Command = Readonly<Record<string, unknown>> & {
  id: string;
  type: string;
  context: readonly string[];
  title: string;
};

/** The parts of the Teams app manifest we look at; the rest passes through. */
export type Manifest = Readonly<Record<string, unknown>> & {
  $schema: string;
  manifestVersion: string;
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
  bots: readonly (Readonly<Record<string, unknown>> & {
    botId: string;
    scopes: readonly string[];
    commandLists: readonly { commands: readonly { title: string; description: string }[] }[];
  })[];
  composeExtensions: readonly (Readonly<Record<string, unknown>> & { botId: string; commands: readonly Command[] })[];
};

const fileOf = (name: string): string => packageFile('manifests', 'teams', name);

export type About = {
  botId: string;
  websiteUrl: string;
  privacyUrl: string;
  termsOfUseUrl: string;
  publicUrl?: string;
};

/** The manifest of one organization's own app. */
export const teamsManifest = ({ botId, publicUrl, ...urls }: About): Manifest => {
  const base = JSON.parse(readFileSync(fileOf('manifest.json'), 'utf8')) as Manifest;
  return {
    ...base,
    id: botId,
    developer: { ...base.developer, ...urls },
    bots: base.bots.map((bot) => ({ ...bot, botId })),
    composeExtensions: base.composeExtensions.map((extension) => ({ ...extension, botId })),
    validDomains: publicUrl === undefined ? [] : [new URL(publicUrl).hostname],
  };
};

/** The pictures that go into the package. */
export const icons = (): readonly { name: string; bytes: Buffer }[] =>
  ['color.png', 'outline.png'].map((name) => ({ name, bytes: readFileSync(fileOf(name)) }));
