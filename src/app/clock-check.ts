import type { Log } from './log.ts';
import { StartError } from './start-error.ts';

/** The `Date` and `Age` headers of an answer, and when it was asked for and came, in ms of this computer's clock. */
export type Heard = (
  said: { date: string | null | undefined; age: string | null | undefined },
  sentAt: number,
  receivedAt: number,
) => void;

const mostOffSeconds = 60;

/**
 * By how many seconds at least this clock is ahead of the sender's (behind: negative). Undefined where the answer
 * tells nothing: without a date, or kept on the way since (`Age`). The header has whole seconds, and took its time.
 */
export const secondsOff: (...heard: Parameters<Heard>) => number | undefined = ({ date, age }, sentAt, receivedAt) => {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs) || (age !== null && age !== undefined)) return undefined;
  if (sentAt > theirs + 1_000) return Math.floor((sentAt - theirs - 1_000) / 1_000);
  return receivedAt < theirs ? -Math.floor((theirs - receivedAt) / 1_000) : 0;
};

export const isWrong = (seconds: number): boolean => Math.abs(seconds) > mostOffSeconds;

/** For whoever runs the bot. */
export const clockSentence = (seconds: number): string => {
  const by = Math.abs(seconds) < 120 ? `${Math.abs(seconds)}秒` : `${Math.floor(Math.abs(seconds) / 60)}分`;
  return `このコンピューターの時計が約${by}${seconds > 0 ? '進んで' : '遅れて'}います。時刻合わせ(NTP)を直してください。`;
};

export type ClockCheck = {
  heard: Heard;
  /** From the first answer on that shows it: nothing is recorded any more, since its time would be wrong. */
  refuses(): boolean;
  /** Never resolves; rejects with the reason when the first answer of all shows a wrong clock. */
  wrong: Promise<never>;
};

const tellAgainMs = 3_600_000;

/** A wrong clock ends the start; one that goes wrong later is told each hour, for it may be a platform's own. */
export const createClockCheck = (log: Log): ClockCheck => {
  let first = true;
  let refused = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let fail: (error: StartError) => void = () => {};
  const wrong = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever waits for it hears of it, and nobody has to.
  wrong.catch(() => undefined);
  return {
    heard: (said, sentAt, receivedAt) => {
      const seconds = secondsOff(said, sentAt, receivedAt);
      if (seconds === undefined) return;
      const atStart = first;
      first = false;
      if (!isWrong(seconds)) return;
      if (performance.now() - toldAt >= tellAgainMs) {
        toldAt = performance.now();
        log.error('clock.wrong', { seconds });
      }
      if (!atStart) return;
      refused = true;
      fail(new StartError(`${clockSentence(seconds)}記録の日時が誤ったものになるため、守りは起動しません。`));
    },
    refuses: () => refused,
    wrong,
  };
};
