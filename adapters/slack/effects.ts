import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/app/log.ts';
import { couldNotOpen } from '../../src/core/sentences.ts';
import type { Effect } from './answer.ts';
import { type Fault, faultOf } from './faults.ts';

export type Effects = {
  /** Runs in the background; never throws. */
  run(effect: Effect, user: string): void;
  /** Waits for what is under way. */
  settled(): Promise<void>;
};

const responseTimeoutMs = 7_000;

/** A response_url is honoured only where Slack (or the configured endpoint) answers. */
const mayPost = (url: string, apiUrl: string | undefined): boolean => {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target) return false;
  return (
    target.origin === 'https://hooks.slack.com' || (apiUrl !== undefined && target.origin === new URL(apiUrl).origin)
  );
};

type Parts = {
  client: webApi.WebClient;
  fetch: typeof globalThis.fetch;
  apiUrl: string | undefined;
  tell: (fault: Fault) => void;
  log: Log;
};

export const createEffects = ({ client, fetch, apiUrl, tell, log }: Parts): Effects => {
  const underWay = new Set<Promise<void>>();

  const respond = async (url: string, message: object): Promise<void> => {
    if (!mayPost(url, apiUrl)) throw new Error('this is no response_url of Slack');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(responseTimeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`response_url answered ${answer.status}`);
  };

  const perform = async (effect: Effect, user: string): Promise<unknown> => {
    switch (effect.call) {
      case 'open':
        return client.views.open({ trigger_id: effect.trigger, view: effect.view });
      case 'push':
        return client.views.push({ trigger_id: effect.trigger, view: effect.view });
      case 'update':
        return client.views.update({
          view_id: effect.id,
          view: effect.view,
          ...(effect.hash ? { hash: effect.hash } : {}),
        });
      case 'publish':
        return client.views.publish({ user_id: user, view: effect.view });
      case 'respond':
        return respond(effect.url, effect.message);
    }
  };

  const attempt = async (effect: Effect, user: string): Promise<void> => {
    try {
      await perform(effect, user);
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'installation') tell(fault);
      log.warn('slack.answer-not-shown', { call: effect.call, why: fault.why });
      if (effect.call !== 'open' || !effect.responseUrl) return;
      // The trigger is gone after three seconds: the person is told to press again rather than left waiting.
      const sorry = { response_type: 'ephemeral', replace_original: false, text: couldNotOpen };
      await respond(effect.responseUrl, sorry).catch(() => log.warn('slack.answer-not-shown', { call: 'respond' }));
    }
  };

  return {
    run: (effect, user) => {
      const running = attempt(effect, user).finally(() => underWay.delete(running));
      underWay.add(running);
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
};
