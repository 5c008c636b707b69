/** What the clock asks of every process that shares a database at the same moment, and one of them does. */
export type Shifts = {
  /** Answers how to say that it is time: `work` is then done here or elsewhere, at most once in so many seconds. */
  share(name: string, everySeconds: number, work: () => Promise<void>): Promise<() => Promise<void>>;
  /** Takes nothing more, and waits for what is under way here. */
  stop(): Promise<void>;
};
