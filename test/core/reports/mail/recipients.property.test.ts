import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked, readAddresses } from '../../../../src/core/reports/mail/addresses.ts';
import {
  allAsked,
  changesIn,
  countsOf,
  listed,
  type Mail,
  noMail,
  pageFrom,
  type TickState,
  ticked,
} from '../../../../src/core/reports/mail/mail.ts';

const by = { by: 'p1', at: '2026-06-01T01:00:00.000Z' };
const address = fc
  .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
  .map(([a, b]) => `${a}@${b}.example`);
const state = fc.constantFrom<TickState>('asked', 'unread', 'opened', 'silent');
const steps = fc.array(
  fc.oneof(
    fc.array(address, { maxLength: 6 }).map((add) => ({ add })),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), state), { maxLength: 5 }).map((tick) => ({ tick })),
    fc.constant({ ask: true as const }),
  ),
  { maxLength: 20 },
);

const run = (list: readonly ({ add: string[] } | { tick: [number, TickState][] } | { ask: true })[]): Mail =>
  list.reduce<Mail>((mail, step) => {
    if ('add' in step)
      return listed(
        mail,
        step.add.filter((one, at, all) => all.indexOf(one) === at),
        by,
      );
    return 'tick' in step ? ticked(mail, new Map(step.tick), by) : allAsked(mail, by);
  }, noMail);

describe('the list of recipients', () => {
  it('numbers each address once, in order, and loses none', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { recipients } = run(list);
        expect(recipients.map(({ no }) => no)).toEqual(recipients.map((_, at) => at + 1));
        const added = new Set(list.flatMap((step) => ('add' in step ? step.add : [])));
        expect(new Set(recipients.map((one) => one.address))).toEqual(added);
        expect(recipients).toHaveLength(added.size);
      }),
    );
  });

  it('counts everybody exactly once', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const mail = run(list);
        const sum = Object.values(countsOf(mail)).reduce((a, b) => a + b, 0);
        expect(sum).toBe(mail.recipients.length);
      }),
    );
  });

  it('changes nothing when the same is said again', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), state)), (list, ticks) => {
        const once = ticked(run(list), new Map(ticks), by);
        expect(changesIn(once, new Map(ticks)).size).toBe(0);
        expect(ticked(once, new Map(ticks), { by: 'p2', at: 'later' })).toEqual(once);
      }),
    );
  });

  it('never takes an answer back by asking everybody', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const before = run(list);
        const after = allAsked(before, by);
        for (const [at, one] of before.recipients.entries())
          expect(after.recipients[at]?.is).toBe(one.is === 'listed' ? 'asked' : one.is);
      }),
    );
  });

  it('shows at most ten at once, from the number asked for', () => {
    fc.assert(
      fc.property(steps, fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }), (list, from) => {
        const page = pageFrom(run(list), from);
        expect(page.length).toBeLessThanOrEqual(10);
        if (from !== undefined) expect(page.every(({ no }) => no >= from)).toBe(true);
      }),
    );
  });
});

describe('addresses pasted from a mail program', () => {
  it.each([
    [
      '見本 一郎 <Ichiro.Mihon@Example.com>; 見本 花子 <hanako@example.jp>',
      ['ichiro.mihon@example.com', 'hanako@example.jp'],
    ],
    ['宛先: a@example.com, b@example.com、c@example.com', ['a@example.com', 'b@example.com', 'c@example.com']],
    ['ａ＠ｅｘａｍｐｌｅ．ｃｏｍ\nA@example.com', ['a@example.com']],
    ['<mailto:a@example.com|a@example.com>', ['a@example.com']],
    ["'o'brien@example.com'", ["o'brien@example.com"]],
  ])('reads %s', (typed, expected) => {
    expect(readAddresses(typed)).toEqual({ addresses: expected, unread: [] });
  });

  it.each([
    '=1+1@example.com',
    '+a@example.com',
    '@channel',
    '<!here>@x',
    'a@b',
    'a@@example.com',
    '<@U123>',
    '-x@example.com',
  ])('takes %s for no address', (typed) => {
    expect(readAddresses(typed).addresses).toEqual([]);
  });

  it('reads nothing that a spreadsheet would run or a chat would take for a mention', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (typed) => {
        for (const found of readAddresses(`${typed}@example.com ${typed}`).addresses) {
          expect(found).toMatch(/^[a-z0-9]/);
          expect(found).not.toMatch(/[<>&|"\s]/);
        }
      }),
    );
  });

  it('masks all but the first letter of the name', () => {
    expect(masked('ichiro@example.com')).toBe('i…@example.com');
  });
});
