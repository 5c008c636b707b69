import { describe, expect, it } from 'vitest';
import { hearPeriod, hearPlace } from '../../../src/core/requests/kinds/heard-details.ts';

/** A Monday. */
const today = '2026-06-01';

describe('what a sentence says about a takeout', () => {
  it.each([
    ['明日持って帰りたい', { from: '2026-06-02' }],
    ['あさってから3日間借りて出張', { from: '2026-06-03', until: '2026-06-05' }],
    ['6月10日から6月12日まで使う', { from: '2026-06-10', until: '2026-06-12' }],
    ['6/10〜6/12に持ち出す', { from: '2026-06-10', until: '2026-06-12' }],
    ['５月１日に持ち出す', { from: '2027-05-01' }],
    ['2026年7月1日に', { from: '2026-07-01' }],
    ['来週の水曜に', { from: '2026-06-10' }],
    ['金曜日に', { from: '2026-06-05' }],
    ['金曜までに返します', { until: '2026-06-05' }],
    ['take it home tomorrow', { from: '2026-06-02' }],
    ['2月30日に', {}],
    ['毎日使う', {}],
  ])('「%s」 names the days %j', (sentence, days) => {
    expect(hearPeriod(sentence, today)).toEqual(days);
  });

  it.each([
    ['ノートPCを自宅に持ち帰る', '自宅'],
    ['家で使う', '自宅'],
    ['明日、港町会館に資料を持っていく', '港町会館'],
    ['出張先で使う', '出張先'],
    ['take my laptop home', '自宅'],
    ['USBを持ち出したい', undefined],
  ])('「%s」 goes to %s', (sentence, place) => {
    expect(hearPlace(sentence).destination).toBe(place);
  });
});
