import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/app/log.ts';
import { couldNotOpen, couldNotShare } from '../../src/core/sentences.ts';
import type { Effect } from './answer.ts';
import { type Fault, faultOf } from './faults.ts';

export type Effects = {
  /** Runs in the background; never throws. `instead` is done when what only the asker should see could not be shown where they asked. */
  run(effect: Effect, user: string, instead?: () => Promise<unknown>): void;
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

/** Nothing that was typed is looked at for links or names to call. */
const literally = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

const placed = ({ channel, thread }: { channel: string; thread?: string }) =>
  thread ? { channel, thread_ts: thread } : { channel };

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
      case 'aside':
        return client.chat.postEphemeral({ ...placed(effect), user, ...effect.message, link_names: false });
      case 'share':
        return client.chat.postMessage({ ...placed(effect), ...effect.message, ...literally });
    }
  };

  /** What is said when it did not work, to whoever still waits for it. */
  const apology = (effect: Effect): { url: string; text: string } | undefined => {
    if (effect.call !== 'open' && effect.call !== 'share') return undefined;
    // The trigger is gone after three seconds: the person is told to press again rather than left waiting.
    const text = effect.call === 'open' ? couldNotOpen : couldNotShare;
    return effect.responseUrl ? { url: effect.responseUrl, text } : undefined;
  };

  const attempt = async (effect: Effect, user: string, instead?: () => Promise<unknown>): Promise<void> => {
    try {
      await perform(effect, user);
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'installation') tell(fault);
      log.warn('slack.answer-not-shown', { call: effect.call, why: fault.why });
      // Told apart from a call that may have got through: a second answer would be one too many.
      if (fault.kind !== 'unclear')
        await instead?.().catch(() => log.warn('slack.answer-not-shown', { call: 'instead' }));
      const sorry = apology(effect);
      if (!sorry) return;
      const message = { response_type: 'ephemeral', replace_original: false, text: sorry.text };
      await respond(sorry.url, message).catch(() => log.warn('slack.answer-not-shown', { call: 'respond' }));
    }
  };

  return {
    run: (effect, user, instead) => {
      const running = attempt(effect, user, instead).finally(() => underWay.delete(running));
      underWay.add(running);
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
};
