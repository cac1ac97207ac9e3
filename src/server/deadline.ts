/**
 * Ends an upstream call when the visitor goes away or after a time-out. It takes one controller and one timer of its own,
 * since `AbortSignal.any` and `AbortSignal.timeout` cost more than the rest of a token request.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #visitorSignal: AbortSignal | null;
  readonly #timer: ReturnType<typeof setTimeout>;
  #reject: (error: Error) => void = () => {};
  readonly #abort = (): void => {
    this.#controller.abort();
    this.#reject(new Error('aborted'));
  };

  /** Rejects when the call has to end: with the time-out, or when the visitor goes away. */
  readonly aborted = new Promise<never>((_resolve, reject) => {
    this.#reject = reject;
  });

  /** Whether the time-out ended the call. */
  timedOut = false;

  /** `visitorSignal` is aborted when the visitor goes away; null where the runtime does not report that. */
  constructor(visitorSignal: AbortSignal | null, timeoutMs: number) {
    // The promise may reject after the call, and an unhandled rejection ends a Node process.
    this.aborted.catch(() => {});
    this.#visitorSignal = visitorSignal;
    if (visitorSignal?.aborted) this.#abort();
    else visitorSignal?.addEventListener('abort', this.#abort);
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#abort();
    }, timeoutMs);
  }

  /** Aborted together with {@link aborted}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the timer and removes the listener: the call is over. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#visitorSignal?.removeEventListener('abort', this.#abort);
  }
}
