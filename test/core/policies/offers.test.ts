import { describe, expect, it } from 'vitest';
import type { ClauseAction } from '../../../src/core/policies/digest.ts';
import { requestButton } from '../../../src/core/policies/offers.ts';
import { OFFERS } from '../../../src/core/policies/search/action.ts';
import { shippedDigest } from '../../../src/core/policies/shipped.ts';
import { kinds } from '../../../src/core/requests/kinds.ts';
import { shippedAdvisor } from '../../support/policy-index.ts';

const digest = shippedDigest();
const advisor = shippedAdvisor();

const asksOf = (action: ClauseAction): string[] =>
  digest.filter((entry) => entry.action === action).flatMap(({ asks }) => asks);

const requests: readonly ClauseAction[] = [
  ...(['takeout', 'remoteWork', 'copySend', 'externalProvision', 'disposal', 'byod', 'settingChange'] as const),
  ...(['software', 'deviceChange', 'networkConnect', 'mailAddress', 'cloudService', 'externalAccess'] as const),
  ...(['exchange', 'exception', 'classify'] as const),
];

describe('what an answer offers to do', () => {
  it.each(requests)('the request %s, to somebody who asks about it', (action) => {
    expect(asksOf(action).some((question) => advisor.ask(question).kind === action)).toBe(true);
  });

  it('every action that is known outside by its name', () => {
    const some = digest.flatMap(({ action, asks }) => (action ? asks.slice(0, 4) : asks.slice(0, 1)));
    const offered = new Set(some.map((question) => advisor.ask(question).offer));
    expect([...OFFERS].filter((offer) => !offered.has(offer))).toEqual([]);
  });

  it('a form of this build, filled with what the question says', () => {
    const about = { mayAsk: () => true, today: '2026-06-01' };
    for (const { name, fields } of kinds) {
      const question = asksOf(name as ClauseAction).find((each) => advisor.ask(each).kind === name) ?? '';
      const button = requestButton(advisor.ask(question), question, about);
      expect(button?.action, name).toMatchObject({ do: 'open', form: `${name}/new` });
      if ('purpose' in fields) expect(button?.action.arg, name).toContain('purpose');
    }
  });

  it('nothing that is not theirs to ask', () => {
    const [question = ''] = asksOf('takeout').filter((each) => advisor.ask(each).kind === 'takeout');
    expect(requestButton(advisor.ask(question), question, { mayAsk: () => false, today: undefined })).toBeUndefined();
  });
});
