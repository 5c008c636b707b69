import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardDialog, chatCard, formDialog, renderMessage } from '../../../adapters/teams/render.ts';
import { asArgument, asTyped, plainOf } from '../../../adapters/teams/words.ts';
import { buttons, text } from '../../../src/core/card.ts';
import { aCard, aForm } from '../../support/adapter-samples.ts';
import { actionsOf } from '../../support/fake-teams/look.ts';
import { refusedCard, refusedMessage } from '../../support/fake-teams/rules.ts';
import { schemaProblems } from '../adaptive-cards/schema.ts';

describe('a card as Teams draws it', () => {
  it('acts by Execute, and asks for a dialog where a form opens', () => {
    const actions = actionsOf(chatCard(aCard()));
    expect(actions.map(({ type, data }) => [type, data.msteams?.type])).toEqual([
      ['Action.Execute', undefined],
      ['Action.Submit', 'task/fetch'],
    ]);
  });

  it('has nothing but Submit inside a dialog', () => {
    const inside = [formDialog(aForm()), cardDialog(aCard())].flatMap(({ card }) => actionsOf(card.content));
    expect(new Set(inside.map(({ type }) => type))).toEqual(new Set(['Action.Submit']));
  });

  it('asks back before a press counts, in the card itself', () => {
    const confirm = { title: '承認しますか', text: '田中さんの申請です', yes: '承認する', no: 'やめる' };
    const action = { do: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 } as const;
    const card = chatCard(aCard({ blocks: [buttons({ label: '承認', action, confirm })] }));
    expect(refusedCard(card)).toBeUndefined();
    expect(actionsOf(card).map(({ type, title }) => [type, title])).toEqual([
      ['Action.ToggleVisibility', '承認'],
      ['Action.Execute', '承認する'],
      ['Action.ToggleVisibility', 'やめる'],
    ]);
  });

  it('tells a lock screen the notice and nothing of the contents', () => {
    const message = renderMessage(aCard({ notice: '持ち出し 第12号', blocks: [text('秘密の中身')] }));
    expect(message.summary).toBe('持ち出し 第12号');
    expect(JSON.stringify({ ...message, attachments: [] })).not.toContain('秘密');
  });

  it('fits Teams and the schema whatever people typed, up to the longest (promise 12)', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 300 }), (lines) => {
        const message = renderMessage(aCard({ blocks: [{ kind: 'list', items: lines }, ...aCard().blocks] }));
        const card = message.attachments?.[0]?.content;
        expect(refusedMessage(message)).toBeUndefined();
        expect(JSON.stringify(message).length * 2).toBeLessThan(80 * 1024);
        expect(schemaProblems?.(card) ?? []).toEqual([]);
      }),
      { numRuns: 60, seed: 20_261_123 },
    );
    for (const { card } of [formDialog(aForm()), cardDialog(aCard())])
      expect(schemaProblems?.(card.content) ?? []).toEqual([]);
  });
});

describe('words of Teams', () => {
  it('are read as they were typed, without the bot’s name', () => {
    expect(asTyped('<at>守り</at>　持ち出し\u00a0したい ')).toBe('持ち出し したい');
  });

  it('of a message are plain text', () => {
    expect(plainOf('<div>USBを<b>なくした</b><br>駅で &lt;たぶん&gt;</div><script>x</script>')).toBe(
      'USBをなくした\n駅で <たぶん>\nx',
    );
  });

  it('travel inside the length an argument may have, and only with a link of Teams', () => {
    const argument = asArgument('長い'.repeat(2_000), 'https://teams.microsoft.com/l/message/1');
    expect(argument.length).toBeLessThanOrEqual(1_000);
    expect(JSON.parse(argument).link).toBe('https://teams.microsoft.com/l/message/1');
    expect(JSON.parse(asArgument('x', 'https://evil.example/teams.microsoft.com/')).link).toBe('');
  });
});
