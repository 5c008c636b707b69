import { afterEach, describe, expect, it } from 'vitest';
import { kinds } from '../../src/core/requests/kinds.ts';
import { type Either, onEither } from '../support/on-either.ts';
import { aRegisterDesk } from '../support/register-desk.ts';
import { sampleOf } from '../support/sample-request.ts';
import { aWorld, buttonsOf, textOf } from '../support/world.ts';

const names = kinds.map(({ label }) => label);
const named = kinds.map((kind) => [kind.label, kind] as const);

describe.each(['slack', 'teams'] as const)('the menu of requests on %s', (platform) => {
  let world: Either;
  afterEach(() => world.close());

  it(`has ${names.join('、')}`, async () => {
    world = await onEither(platform);
    await world.say('staff', '申請');
    const shown = await world.sees('staff', '申請の種類');
    expect(shown).toEqual(expect.arrayContaining(names));
  });
});

describe('on the console, and in the answers', () => {
  it.each(named)('%s is in the menu, and a question about it is answered with its form', async (label, kind) => {
    const world = await aWorld();
    const asker = kind.mayAsk ? 'infra' : 'staff';
    const said = async (text: string) => {
      await world.ask(asker, { type: 'say', text, canOpen: 'never' });
      return world.rings(asker).at(-1)!;
    };
    expect(buttonsOf(await said('申請')).map((button) => button.label)).toContain(label);
    const answer = await said(`${label}の申請は必要ですか?`);
    expect(JSON.stringify(buttonsOf(answer))).toContain(`"form":"${kind.name}/new"`);
    const opened = await world.ask(asker, { type: 'open', form: `${kind.name}/new`, context: {} });
    expect(opened.kind).toBe('form');
    await world.close();
  });
});

describe('in the registers', () => {
  it.each(named)('%s is a line on screen and in a file, under the labels of its form', async (label, kind) => {
    const desk = await aRegisterDesk();
    await desk.world.submit(kind.mayAsk ? 'infra' : 'staff', `${kind.name}/new`, sampleOf(kind));
    await desk.world.ask('security', { type: 'say', text: '台帳', canOpen: 'never' });
    expect(textOf(desk.world.rings('security').at(-1)!)).toContain(`["${label}","1件"]`);
    const out = desk.file('x.csv');
    const { code, text } = await desk.mamori('register', 'export', kind.name, '--format', 'csv', '--out', out);
    expect(text).toContain('1件書き出しました');
    expect(code).toBe(0);
    await desk.close();
  });
});
