import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPost } from '../support/chart.ts';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

// A Monday; the chart has security (情報セキュリティ管理者), leader over staff and colleague, and so on.
const start = '2026-06-01T10:00:00+09:00';

let world: World;
beforeEach(async () => {
  world = await aWorld({ at: start });
});
afterEach(() => world.close());

const plan = 'duty-2026-1';

const begin = async (name: string, values = {}): Promise<void> => {
  const opened = await world.ask('security', { type: 'open', form: `duty/${name}/new`, context: {} });
  if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
  const typed = Object.fromEntries(
    opened.form.fields.flatMap((field) => (field.kind === 'rows' ? [] : [[field.name, field.value]])),
  );
  const context = { ...opened.form.context, once: `once-${name}` };
  const sent = await world.ask('security', {
    type: 'submit',
    form: `duty/${name}/new`,
    context,
    values: { ...typed, ...values },
  });
  if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
};

const morning = (person: string, on: string): string => textOf(world.cards.get(`duties/${person}/${on}`)!);

const pressOn = (person: string, on: string, label: string) => {
  const card = world.cards.get(`duties/${person}/${on}`);
  const button = card && buttonsOf(card).find((each) => each.label === label);
  if (button?.action.do !== 'press') throw new Error(`no ${label} on ${card && textOf(card)}`);
  const { do: _, ...what } = button.action;
  return world.ask(person, { type: 'press', ...what });
};

const day = '2026-06-01';

const beginAs = async (name: string, id: string, values = {}): Promise<string> => {
  await begin(name, values);
  await world.press('security', id, '10人に始める');
  await world.tick();
  await world.tick();
  return id;
};

const running = (name: string, values = {}): Promise<string> => beginAs(name, plan, values);

describe('a duty that comes round', () => {
  it('tells how many people it would reach before anybody hears of it', async () => {
    await begin('virusScan');
    expect(textOf(world.card('security', plan))).toContain('10人に届きます');
    await world.tick();
    expect(world.cards.has('duties/staff/2026-06-01')).toBe(false);
  });

  it('reaches everybody with one message, and is over with one tap', async () => {
    await begin('virusScan');
    await world.press('security', plan, '10人に始める');
    await world.tick();
    await world.tick();
    expect(morning('staff', '2026-06-01')).toContain('ウイルスの全体検査');
    await pressOn('staff', '2026-06-01', '完了');
    expect(morning('staff', '2026-06-01')).toContain('すべて終わっています');
    const again = await world.ask('staff', { type: 'press', verb: 'finish', case: plan });
    expect(again.kind === 'say' && textOf(again.card)).toContain('終わったと記録されています');
  });

  it('asks for a password change without ever asking for a password', async () => {
    await begin('password');
    await world.press('security', plan, '10人に始める');
    await world.tick();
    await world.tick();
    const text = morning('staff', '2026-06-01');
    expect(text).toContain('このボットはパスワードを尋ねません');
    expect(text).not.toMatch(/https?:/);
  });

  it('a device is checked by two people, and nobody confirms their own', async () => {
    await running('deviceCheck');
    await pressOn('staff', day, '見せました');
    expect(morning('leader', day)).toContain('staffさんの「モバイル端末の確認」を確認してください');
    const own = await world.ask('staff', { type: 'press', verb: 'confirm', case: plan, arg: 'staff' });
    expect(own.kind === 'say' && textOf(own.card)).toContain('その方の情報管理者だけができます');
    await pressOn('leader', day, '確認しました(staff)');
    expect(morning('staff', day)).toContain('すべて終わっています');
    const [task] = await world.store.tasks.find({ people: ['staff'] });
    expect(task).toMatchObject({ doneBy: 'leader', due: '2026-09-01' });
  });

  it('a wrong answer shows the clause in plain words, and the right one ends it', async () => {
    await running('training', {
      'quiz.0.text': 'USBメモリを持ち帰るときは?',
      'quiz.0.right': '情報管理者の許可をとる',
      'quiz.0.wrong': 'だまって持ち帰る',
      'quiz.0.clause': '2-7(1)(エ)',
    });
    const answered = (q0: string) =>
      world.ask('staff', { type: 'submit', form: 'duty/quiz', context: { case: plan }, values: { q0 } });
    const wrong = await answered('だまって持ち帰る');
    expect(JSON.stringify(wrong)).toContain('惜しいです');
    expect(JSON.stringify(wrong)).toContain('対策基準 7(1)(エ)');
    expect((await answered('情報管理者の許可をとる')).kind).toBe('done');
    expect(morning('staff', day)).toContain('すべて終わっています');
  });

  it('is not ended by a step that is not its own, whatever a forged form says', async () => {
    await running('deviceCheck');
    const ask = { type: 'submit' as const, context: { case: plan } };
    const forged = [
      await world.ask('staff', { ...ask, form: 'duty/report', values: { result: '済み', improvements: '' } }),
      await world.ask('staff', { ...ask, form: 'duty/quiz', values: {} }),
      await world.ask('staff', { type: 'press', verb: 'finish', case: plan }),
      await world.ask('leader', { ...ask, form: 'duty/attend', values: { held: '2026-06-01', people: ['staff'] } }),
    ];
    for (const reply of forged) expect(reply.kind).toBe('say');
    const [task] = await world.store.tasks.find({ people: ['staff'] });
    expect(task).toMatchObject({ status: 'open', doneAt: null });
    const refusals = (await world.store.ledger.recordsOf(plan)).filter(({ type }) => type === 'refused');
    expect(refusals).toHaveLength(4);
  });

  it('can be put off three times with a reason, and not a fourth time', async () => {
    await running('password');
    const later = (reason: string) =>
      world.ask('staff', { type: 'submit', form: 'duty/later', context: { case: plan }, values: { reason } });
    for (const reason of ['出張', '休み', '窓口']) expect((await later(reason)).kind).toBe('done');
    const fourth = await later('もう一度');
    expect(fourth.kind === 'say' && textOf(fourth.card)).toContain('3回まで');
    expect((await later('')).kind).toBe('errors');
  });

  it('shows the 情報管理者 the names of their own unit, and nobody else', async () => {
    await running('training');
    await pressOn('staff', day, '完了');
    const seen = async (person: string): Promise<string> => {
      const reply = await world.ask(person, { type: 'say', text: '研修', canOpen: 'always' });
      return reply.kind === 'say' ? textOf(reply.card) : '';
    };
    expect(await seen('leader')).toContain('まだの方: colleague');
    expect(await seen('leader')).not.toContain('まだの方: staff');
    expect(await seen('leader2')).not.toContain('colleague');
    expect(await seen('staff')).not.toContain('まだの方');
    expect(await seen('security')).toContain('企画グループ');
  });

  it('sends the unit’s record to the 責任者 with one tap', async () => {
    await running('training');
    await pressOn('staff', day, '完了');
    await world.ask('leader', { type: 'press', verb: 'record', case: plan });
    expect(world.rings('chief').map(textOf).join()).toContain('3人のうち1人');
    const refused = await world.ask('staff', { type: 'press', verb: 'record', case: plan });
    expect(refused.kind === 'say' && textOf(refused.card)).toContain('情報管理者だけができます');
  });

  it('records who took part on another day', async () => {
    await running('training');
    const values = { held: '2026-06-01', people: ['colleague', 'staff2'] };
    const ask = { type: 'submit' as const, form: 'duty/attend', context: { case: plan } };
    const sent = await world.ask('leader', { ...ask, values });
    expect(sent.kind).toBe('errors');
    expect((await world.ask('leader', { ...ask, values: { ...values, people: ['colleague'] } }, 'again')).kind).toBe(
      'done',
    );
    const [task] = await world.store.tasks.find({ people: ['colleague'] });
    expect(task).toMatchObject({ status: 'done', doneBy: 'leader' });
  });

  it('asks newcomers when they come, and leaves those in peace who have left', async () => {
    await running('virusScan');
    await world.change({
      people: [{ id: 'new', name: 'new', email: 'new@example.jp', phone: '' }],
      posts: [
        { person: 'new', posts: [aPost({ person: 'new', unit: 'jigyo-1', from: '2026-06-02' })] },
        { person: 'colleague', posts: [aPost({ person: 'colleague', unit: 'jigyo-1', until: '2026-06-02' })] },
      ],
    });
    await world.travel('2026-06-03T12:00:00+09:00');
    expect(morning('new', '2026-06-02')).toContain('ウイルスの全体検査');
    expect(await world.store.tasks.find({ people: ['colleague'] })).toMatchObject([{ status: 'ended', next: null }]);
  });

  it('says everything that gathered over a long week-end in one message', async () => {
    await running('virusScan');
    const second = await beginAs('password', 'duty-2026-2');
    expect(second).toBe('duty-2026-2');
    await world.travel('2026-06-02T10:00:00+09:00');
    const messages = [...world.cards.keys()].filter((slot) => slot.startsWith('duties/staff/'));
    expect(messages).toEqual([`duties/staff/${day}`]);
    expect(morning('staff', day)).toContain('パスワードの変更');
    expect(textOf(await world.homeCard('staff'))).toContain('お願い(2件)');
  });

  it('is started by the 情報セキュリティ管理者 alone', async () => {
    const opened = await world.ask('staff', { type: 'open', form: 'duty/virusScan/new', context: {} });
    expect(opened.kind === 'say' && textOf(opened.card)).toContain('情報セキュリティ管理者です');
  });
});
