import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../src/core/ask.ts';
import { aTakeout, aWorld, type World } from '../support/world.ts';

const id = 'takeout-2026-1';
const secret = '人に見せない目的';
let world: World;
beforeEach(async () => {
  world = await aWorld();
  await world.submit('staff', 'takeout/new', aTakeout({ purpose: secret }));
  await world.submit('staff', 'incident/new', { subject: '紛失', body: secret });
  await world.submit('leader', 'deputy/new', { deputy: 'colleague', from: '2026-06-01', until: '2026-06-02' });
});
afterEach(() => world.close());

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'x'.repeat(60), 'new', '..', '申請'];
const cases = [id, 'incident-2026-1', 'deputy-2026-1', 'takeout-2026-99', '__proto__', 'org', 'takeout', '-', '承認'];

describe('promise 10: somebody with a valid account and forged buttons', () => {
  it('never begins a new case in the place of one that exists', async () => {
    for (const form of ['takeout/new', 'incident/new', 'deputy/new', 'exception/new', 'incident/x', 'deputy/x'])
      for (const of of cases) {
        const before = JSON.stringify(await world.store.loadCase(of));
        const values = {
          ...aTakeout(),
          subject: 'x',
          body: 'y',
          deputy: 'staff2',
          from: '2026-06-03',
          until: '2026-06-04',
        };
        const reply = await world.ask('leader2', { type: 'submit', form, context: { case: of, version: 1 }, values });
        expect(reply.kind).toBe('say');
        expect(JSON.stringify(await world.store.loadCase(of))).toBe(before);
      }
    expect(await world.store.findCases({})).toHaveLength(3);
  });

  it('gets a polite answer to whatever names a button carries, and never sees what is another’s', async () => {
    const before = JSON.stringify(await world.store.findCases({}));
    const asks: Ask[] = cases.flatMap((of) =>
      names.flatMap((name): Ask[] => [
        { type: 'press', verb: name, case: of, version: 1 },
        { type: 'press', verb: 'show', case: of },
        { type: 'press', verb: name },
        { type: 'open', form: `takeout/${name}`, context: { case: of } },
        { type: 'open', form: `${name}/new`, context: { case: of, arg: '{"raw":null}' } },
        { type: 'submit', form: `takeout/${name}`, context: { case: of, version: 1 }, values: {} },
        { type: 'submit', form: `incident/${name}`, context: { case: of }, values: { subject: 'a', body: 'b' } },
        { type: 'redraw', form: `takeout/${name}`, context: { case: of }, values: {}, more: '__proto__' },
      ]),
    );
    for (const asked of asks) {
      const reply = await world.ask('leader2', asked);
      expect(['say', 'done', 'form'], JSON.stringify(asked)).toContain(reply.kind);
      expect(JSON.stringify(reply), JSON.stringify(asked)).not.toContain(secret);
    }
    expect(JSON.stringify(await world.store.findCases({}))).toBe(before);
  });

  it('leaves no word of its own in the ledger, and opens no chain by making up a name', async () => {
    const said = '消せない落書き';
    await world.ask('leader2', { type: 'press', verb: said, case: id, version: 1 });
    await world.ask('leader2', { type: 'press', verb: 'approve', case: `takeout-${said}` });
    await world.ask('leader2', { type: 'submit', form: said, context: { case: said }, values: { [said]: said } });
    const records = await world.store.ledger.records(undefined, 1000);
    expect(records.filter(({ type }) => type === 'refused').length).toBe(3);
    expect(JSON.stringify(records)).not.toContain(said);
  });

  it('is not harmed by odd words on their way into a form', async () => {
    const args = ['', 'null', '[]', '"x"', '{"raw":[1,2]}', '{"raw":{"__proto__":"x","purpose":{"a":1}}}', '{', '1'];
    for (const form of ['takeout/new', 'incident/new', 'deputy/new'])
      for (const arg of args)
        expect((await world.ask('leader', { type: 'open', form, context: { arg } })).kind).toBe('form');
  });

  it('gets what is wrong said at its field, whatever shape the values have', async () => {
    const odd = { from: 7, until: null, purpose: [], protection: [1, null, 'lockCase'], 'items.0.name': { a: 1 } };
    const values = {
      ...aTakeout(),
      ...odd,
      ...Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`items.${n}.name`, 'x'])),
    };
    const reply = await world.ask('staff', {
      type: 'submit',
      form: 'takeout/new',
      context: {},
      values: values as never,
    });
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    expect(JSON.stringify(reply.form)).toContain('「持出日」を入力してください。');
    expect(JSON.stringify(reply.form).length).toBeLessThan(40_000);
  });
});
