import { describe, expect, it } from 'vitest';
import { formCard } from '../../../src/core/desk/cards.ts';
import { hear } from '../../../src/core/desk/words.ts';

const opens = (said: string): string => {
  const heard = hear(said);
  return heard.want === 'form' ? heard.form : heard.want;
};

describe('what people say to the desk', () => {
  it.each([
    ['持ち出し', 'takeout/new'],
    ['持出', 'takeout/new'],
    ['持ち帰り', 'takeout/new'],
    ['　持ち出し　', 'takeout/new'],
    ['持ち出ししたい', 'takeout/new'],
    ['持ち出し　お願いします', 'takeout/new'],
    ['申請', 'requests'],
    ['例外措置', 'exception/new'],
    ['事故', 'incident/new'],
    ['インシデント', 'incident/new'],
    ['報告', 'incident/new'],
    ['誤送信', 'misdirectedMail/new'],
    ['ウイルス', 'malware/new'],
    ['紛失', 'lostDevice/new'],
    ['私の番', 'turns'],
    ['申請状況', 'mine'],
    ['申請状況を見たい', 'mine'],
    ['台帳', 'registers'],
    ['台帳を見せて', 'registers'],
    ['代行', 'deputy/new'],
    ['ヘルプ', 'help'],
    ['ＨＥＬＰ', 'help'],
    ['', 'menu'],
    ['こんにちは', 'menu'],
    ['質問', 'ask/new'],
    ['質問　家で仕事していい', 'question'],
    ['私物のスマホで撮った写真の扱い', 'question'],
    ['代行者は誰を指名できますか?', 'question'],
    ['外部委託先からの報告書はどこに保管すればいい?', 'question'],
    ['😀🎉', 'unclear'],
    ['？！', 'menu'],
  ])('「%s」 means %s', (said, meant) => {
    expect(opens(said)).toBe(meant);
  });

  it.each([
    ['ノートPCを持って出張したい', 'takeout/new'],
    ['名簿を自宅に持ち帰って作業してもいいですか', 'takeout/new'],
    ['明日、説明会に資料を持っていきます', 'takeout/new'],
    ['I want to take my laptop home', 'takeout/new'],
    ['USBをなくした', 'lostDevice/new'],
    ['持ち帰ったUSBメモリが見当たらない', 'lostDevice/new'],
    ['間違えて別の人にメールを送ってしまった', 'misdirectedMail/new'],
    ['電車にカバンを置き忘れた', 'lostDevice/new'],
    ['変な画面が出てウイルスに感染したかも', 'malware/new'],
    ['不審なメールが来た', 'suspiciousMail/new'],
    ['I lost my USB stick', 'lostDevice/new'],
  ])('「%s」 leads to %s', (said, meant) => {
    expect(opens(said)).toBe(meant);
  });

  it('fills in what a sentence already says', () => {
    expect(hear('ノートPCを持って出張したい')).toMatchObject({
      raw: { 'items.0.type': 'laptop', 'items.0.name': 'ノートPC', purpose: 'ノートPCを持って出張したい' },
    });
    expect(hear('USBをなくした')).toMatchObject({ raw: { body: 'USBをなくした' } });
    expect(hear('質問 明日、資料を港町会館に持っていっていい?', '2026-06-01')).toMatchObject({
      asks: true,
      raw: { 'items.0.type': 'paper', destination: '港町会館', from: '2026-06-02' },
    });
  });

  it('carries a sentence of any length in a button that platforms take', () => {
    for (const said of [
      'USBをなくした'.repeat(500),
      `"${'\\"'.repeat(3000)}なくした`,
      `なくした${'👨‍👩‍👧‍👦'.repeat(900)}`,
    ]) {
      const heard = hear(said);
      if (heard.want !== 'form') throw new Error(heard.want);
      const arg = JSON.stringify(formCard(heard)).length;
      expect(arg).toBeLessThan(3500);
      for (const block of formCard(heard).blocks)
        if (block.kind === 'buttons') expect((block.buttons[0]?.action.arg ?? '').length).toBeLessThanOrEqual(1000);
    }
  });
});
