import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf } from '../support/admin-desk.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld({ chart: { unreachable: ['staff2'] } });
});
afterEach(() => world.close());

const say = async (who: string, text: string): Promise<string> => {
  const reply = await world.ask(who, { type: 'say', text, canOpen: 'always' });
  return reply.kind === 'say' ? textOf(reply.card) : reply.kind;
};

const parkWhatWaits = async (): Promise<void> => {
  const rows = await world.store.outbox.claim({ worker: 'p', now: Date.now() + 10, leaseMs: 60_000, limit: 50 });
  for (const row of rows) await world.store.outbox.park(row, 'p', 'account_inactive');
};

describe('who cannot be reached', () => {
  it('is listed with the reason and what to do', async () => {
    const said = await say('security', '届かない人');
    expect(said).toContain('カードの届かない方: 1人');
    expect(said).toContain(
      'staff2 staff2: チャットのアカウントがありません。名簿とチャットのメールが同じかを確かめてください',
    );
  });

  it('counts who has never been here, and no longer once they have', async () => {
    await say('security', 'メニュー');
    // Noted beside the answer, which does not wait for it.
    const never = () => say('security', '届かない人');
    await expect.poll(never).toContain('まだ一度も使っていない方: 8人');
    await say('staff', 'メニュー');
    await expect.poll(never).toContain('まだ一度も使っていない方: 7人');
    expect(await never()).not.toContain('staff staff"');
  });

  it('gets parked cards once more, which is on record', async () => {
    await world.submitOnly('staff', 'takeout/new', aTakeout());
    await parkWhatWaits();
    expect(await say('security', '届かない方')).toContain('leader leader: 1件(アカウントが止まっています)');
    const tried = await world.ask('security', { type: 'press', verb: 'tryAgain', arg: 'leader' });
    expect(tried.kind === 'say' && textOf(tried.card)).toContain('1件をもう一度送ります');
    expect(world.card('leader', 'takeout-2026-1').title).toContain('持ち出し');
    expect(() => world.card('staff', 'takeout-2026-1')).toThrow();
    const facts = await factsOf(world, 'org');
    expect(facts.find(({ type }) => type === 'delivery.retried')).toMatchObject({
      actor: 'security',
      data: '{"cards":1,"people":1}',
    });
    const rest = await world.ask('security', { type: 'press', verb: 'tryAgain' });
    expect(rest.kind === 'say' && textOf(rest.card)).toContain('1件をもう一度送ります');
    expect(await say('security', '届かない方')).not.toContain('届けられなかった');
  });
});

describe('the menu of the administration', () => {
  it('says who holds which role, and leads to every change', async () => {
    const said = await say('chief', '管理');
    expect(said).toContain('["情報セキュリティ管理者","securityさん"]');
    expect(said).toContain('["情報セキュリティ監査責任者","空席"]');
    for (const label of ['名簿の取り込み', '時間の設定', '使ってよいソフトの一覧', '留守の方の代行者'])
      expect(said).toContain(`"label":"${label}"`);
  });

  it('lists who is 情報管理者 of each unit, and who stands in', async () => {
    const reply = await world.ask('security', { type: 'press', verb: 'managers' });
    expect(reply.kind === 'say' && textOf(reply.card)).toContain('事業部 企画グループ: leaderさん');
  });

  it('opens for nobody else, by word, button or sentence, and each try is on record', async () => {
    for (const who of ['staff', 'infra', 'head', 'nobody-known']) {
      expect(await say(who, '管理')).not.toContain('名簿の取り込み');
      for (const verb of ['admin', 'unreached', 'managers', 'tryAgain']) {
        const reply = await world.ask(who, { type: 'press', verb });
        expect(reply.kind === 'say' && textOf(reply.card)).not.toMatch(/名簿の取り込み|届かない方:|企画グループ/);
      }
    }
    const refused = (await factsOf(world, 'org')).filter(({ data }) => data.includes('not-admin'));
    expect(new Set(refused.map(({ actor }) => actor))).toEqual(new Set(['staff', 'infra', 'head']));
  });

  it('stands on the home of those who may use it, and of nobody else', async () => {
    expect(textOf(await world.homeCard('security'))).toContain('"label":"管理"');
    expect(textOf(await world.homeCard('staff'))).not.toContain('"label":"管理"');
  });

  it('does not catch a sentence that speaks of a 管理者', async () => {
    expect(await say('staff', '情報管理者に相談したい')).not.toContain('情報セキュリティ責任者だけ');
  });
});
