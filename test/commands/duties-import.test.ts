import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withDuties } from '../support/hands-on-duties.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { textOf } from '../support/world.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

const plan = 'duty-2026-1';
const head =
  'コード,名前,してもらうこと,根拠,対象,くり返し,期限,始める日,部署,雇用区分,対象者,システム,お知らせ,その後,終わり方,あとで,知らせる相手,結果を見る人,報告先,教材,問題,正しい答え,違う答え,問題の根拠';

const importing = (lines: readonly string[], ...words: string[]) => {
  writeFileSync(desk.file('a.csv'), [head, ...lines].join('\n'));
  return desk.mamori('duties', 'import', desk.file('a.csv'), ...words);
};

const ledgerCheck =
  'kakunin,書庫の確認,書庫の鍵を確かめてください。,2-7(1)(キ)、2-4(3)(ウ),職員,6か月ごと,2026-07-31,2026-06-08,事業部,固有職員,,,"5日前,当日",5,本人の申告,2,"1:情報管理者,3:情報セキュリティ管理者",監査責任者,,棚の表,,,,';

describe('duties import', () => {
  it('says whom each line would reach, and changes nothing in a dry run', async () => {
    const { code, text } = await importing([ledgerCheck], '--dry-run');
    expect(text).toContain('新しい: 書庫の確認(始めると6人に届きます)');
    expect(text).toContain('何も取り込んでいません');
    expect(code).toBe(0);
    expect(await desk.world.store.findCases({ kind: 'duty' })).toHaveLength(0);
  });

  it('makes a duty that the 情報セキュリティ管理者 starts in chat', async () => {
    const { text } = await importing([ledgerCheck]);
    expect(text).toContain('1件を取り込みました。まだ誰にも届いていません');
    await desk.world.tick();
    expect(textOf(desk.world.card('security', plan))).toContain('6人に届きます');
    await withDuties(desk.world).start(plan);
    await desk.world.travel('2026-06-08T12:00:00+09:00');
    expect(withDuties(desk.world).morning('staff', '2026-06-08')).toContain('書庫の確認');
    expect(withDuties(desk.world).morning('staff', '2026-06-08')).toContain('棚の表');
  });

  it('proposes a change of what is running, which counts when it is confirmed', async () => {
    await importing([ledgerCheck]);
    await desk.world.tick();
    const hands = withDuties(desk.world);
    await hands.start(plan);
    expect((await importing([ledgerCheck])).text).toContain('変わることはありません');
    const { text } = await importing([ledgerCheck.replace('事業部', '')]);
    expect(text).toContain('変更の案: 書庫の確認(いま6人、変えると10人)');
    await desk.world.tick();
    expect(textOf(desk.world.card('security', plan))).toContain('対象は10人になります(いま6人)');
    expect((await desk.world.store.tasks.find({ plan })).length).toBe(6);
    await desk.world.press('security', plan, '10人で変える');
    await desk.world.tick();
    expect((await desk.world.store.tasks.find({ plan })).length).toBe(10);
  });

  it('takes what a line leaves empty from a duty of that code, and questions from lines below it', async () => {
    const { text } = await importing([
      'training,,,,,,2026-09-30,,,,,,,,,,,,,,持ち出すときは?,許可をとる,黙って持つ、頼まれたら持つ,2-7(1)(エ)',
      'training,,,,,,,,,,,,,,,,,,,,鍵は?,かける,かけない,',
    ]);
    expect(text).toContain('新しい: 情報セキュリティ研修(始めると10人に届きます)');
    const [row] = await desk.world.store.findCases({ kind: 'duty' });
    expect(row?.state).toMatchObject({ duty: { reported: true, quiz: [{ right: '許可をとる' }, { text: '鍵は?' }] } });
  });

  it('names every line that cannot be used, and what to write', async () => {
    const { code, text } = await importing([
      'a,,,,,,,,,,,,,,,,,,,,,,,',
      'b,名前,すること,9-9(9),部下,毎朝,2026-02-30,,営業部,,S999,,x,99,気分,9,情報管理者,社長,市,,問い,,,',
      'a,名前,すること,2-7(2)(エ),職員,1回,2025-01-01,,,,,,,,,,,,,,,,,',
    ]);
    expect(code).toBe(1);
    for (const said of [
      '2行目: 名前がありません',
      '3行目: 根拠「9-9(9)」は使えません',
      '3行目: 対象「部下」は使えません',
      '3行目: くり返し「毎朝」は使えません',
      '3行目: 期限「2026-02-30」は使えません',
      '3行目: 部署「営業部」は使えません',
      '3行目: 対象者「S999」は使えません',
      '3行目: お知らせ「x」は使えません',
      '3行目: その後「99」は使えません',
      '3行目: 終わり方「気分」は使えません',
      '3行目: 知らせる相手「情報管理者」は使えません',
      '3行目: 結果を見る人「社長」は使えません',
      '3行目: 問題には、正しい答えと違う答えも',
      '4行目: コード「a」は2行目にもあります',
    ])
      expect(text).toContain(said);
    expect(await desk.world.store.findCases({ kind: 'duty' })).toHaveLength(0);
  });
});
