/** An event of a sandbox. Contains no token, key, credential or cookie. */
export type LogEvent =
  | { event: 'ready'; url: string }
  /** `path` has no query; `ms` is the time until the response's headers. */
  | { event: 'request'; method: string; path: string; status: number; ms: number }
  /** An internal error: the cause of a 500, or a failure in the background, which is retried. */
  | { event: 'failure'; task: 'request' | 'attempts' | 'webhooks' | 'retention'; reason: string }
  | { event: 'stopping'; signal: string }
  | { event: 'stopped' };

/** Called with each event. */
export type Log = (event: LogEvent) => void;
