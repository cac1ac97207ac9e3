/**
 * How long a call may take: until its visitor goes away, or its time is over. One controller and a timer by hand, since
 * `AbortSignal.any` and `AbortSignal.timeout` cost more than all the rest that a request needs.
 */
export class Limit {
  readonly #stop = new AbortController();
  readonly #visitor: AbortSignal | null;
  readonly #timer: ReturnType<typeof setTimeout>;
  #reject: (error: Error) => void = () => {};
  readonly #reach = (): void => {
    this.#stop.abort();
    this.#reject(new Error('aborted'));
  };

  /** Rejects when the limit is reached. */
  readonly reached = new Promise<never>((_resolve, reject) => {
    this.#reject = reject;
  });

  timedOut = false;

  /** `visitor`: null where nobody says that the visitor has gone. `timeout` in ms. */
  constructor(visitor: AbortSignal | null, timeout: number) {
    // It may reject when nobody waits for it any more, and what nobody catches ends a Node process.
    this.reached.catch(() => {});
    this.#visitor = visitor;
    if (visitor?.aborted) this.#reach();
    else visitor?.addEventListener('abort', this.#reach);
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#reach();
    }, timeout);
  }

  /** Aborted when the limit is reached. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#visitor?.removeEventListener('abort', this.#reach);
  }
}
