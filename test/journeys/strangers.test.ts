import { afterEach, describe, expect, it } from 'vitest';
import { aTakeout, aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

describe('somebody the chart does not know', () => {
  it('is told how to be known, can report all the same, and gets answers', async () => {
    world = await aWorld();
    await world.ask('passer-by', { type: 'say', text: '持ち出し', canOpen: 'never' });
    const greeting = world.rings('console:passer-by').at(-1)!;
    expect(textOf(greeting)).toContain('メールアドレスを名簿に載せる');
    const report = buttonsOf(greeting)[0]!.action;
    if (report.do !== 'open') throw new Error('no form');
    const opened = await world.ask('passer-by', { type: 'open', form: report.form, context: {} });
    expect(opened.kind).toBe('form');
    expect(await world.submit('passer-by', 'incident/new', { subject: '拾いもの', body: '名簿を拾った' })).toEqual({
      kind: 'done',
    });
    expect(textOf(world.rings('security').at(-1)!)).toContain('名簿を拾った');
    expect(textOf(world.rings('console:passer-by').at(-1)!)).toContain('届き、securityさん');
    await world.press('security', 'incident-2026-1', '受け付けた');
    expect(textOf(world.card('console:console/passer-by', 'incident-2026-1'))).toContain(
      'securityさんが2026年6月1日(月) 10:00に受け付けました。',
    );
  });

  it('can neither ask nor decide, and loses nothing of what was typed', async () => {
    world = await aWorld();
    const reply = await world.submit('passer-by', 'takeout/new', aTakeout({ purpose: '消えない目的' }));
    expect(JSON.stringify(reply)).toContain('総務部');
    expect(JSON.stringify(reply)).toContain('消えない目的');
    expect(await world.store.findCases({})).toEqual([]);
  });

  it('is told to phone where nobody could be told of the accident', async () => {
    world = await aWorld({ chart: { unreachable: ['leader', 'head', 'security', 'chief'] } });
    await world.submit('staff', 'incident/new', { subject: '紛失', body: 'USBがない' });
    expect(textOf(world.card('staff', 'incident-2026-1'))).toContain('電話');
    expect(textOf(world.card('staff', 'incident-2026-1'))).not.toContain('知らせました');
  });
});

describe('odd words in a form', () => {
  const odd = {
    emoji: '家族👨‍👩‍👧‍👦で',
    variants: '神󠄀戸の福\uFA1B',
    mention: '<!channel> <@U1>',
    formula: '=HYPERLINK("http://x","y")',
    rtl: '\u202Egpj.exe',
    nul: 'a\u0000b',
    half: 'x\uD800y',
  };

  it('are kept as they can be kept, and the ledger still holds', async () => {
    world = await aWorld();
    for (const purpose of Object.values(odd))
      expect(await world.submit('staff', 'takeout/new', aTakeout({ purpose }))).toEqual({ kind: 'done' });
    const kept = (await world.store.findCases({ kind: 'takeout' })).map(
      ({ state }) => (state as { values: { purpose: string } }).values.purpose,
    );
    expect(kept).toEqual([odd.emoji, odd.variants, odd.mention, odd.formula, 'gpj.exe', 'ab', 'x\uFFFDy']);
  });

  it('come back in the form with a sentence at each field, 10,000 characters and all', async () => {
    world = await aWorld();
    const long = 'あ'.repeat(10_000);
    const wrong = aTakeout({
      purpose: long,
      from: '2026-02-30',
      until: '昨日',
      personal: 'yes',
      personalCount: 'たくさん',
    });
    const reply = await world.submit('staff', 'takeout/new', wrong);
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    const fields = reply.form.fields.flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]));
    const at = (name: string) => fields.find((field) => field.name === name)!;
    expect(at('purpose')).toMatchObject({
      value: long,
      error: '「目的」は300文字までです(いま10000文字)。短くして、もう一度送ってください。',
    });
    expect(at('from')).toMatchObject({ value: '2026-02-30' });
    expect(at('until')).toMatchObject({ value: '昨日' });
    expect(at('personalCount')).toMatchObject({ value: 'たくさん' });
    expect(fields.filter(({ error }) => error).map(({ name }) => name)).toEqual([
      'personalCount',
      'purpose',
      'from',
      'until',
    ]);
  });
});
