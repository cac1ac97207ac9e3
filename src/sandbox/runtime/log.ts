/** Something that happened in a sandbox. Holds no token, key, credential or cookie. */
export type LogEvent =
  | { event: 'ready'; url: string }
  /** `path` has no query; `ms` is the time to the answer's head. */
  | { event: 'request'; method: string; path: string; status: number; ms: number }
  /** Something failed on our side: behind an answer of 500, or in work that nobody asked for, which is tried again. */
  | { event: 'failure'; task: 'request' | 'attempts' | 'webhooks' | 'tidy'; reason: string }
  | { event: 'stopping'; signal: string }
  | { event: 'stopped' };

/** Hears what happens. */
export type Log = (event: LogEvent) => void;
