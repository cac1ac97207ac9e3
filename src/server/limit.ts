/**
 * How long a call may take: until its visitor goes away, or its time is over. One controller and a timer by hand, since
 * `AbortSignal.any` and `AbortSignal.timeout` cost more than all the rest that a request needs.
 */
export class Limit {
  readonly #stop = new AbortController();
  readonly #visitor: AbortSignal;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #reached = Promise.withResolvers<never>();
  readonly #reach = (): void => {
    this.#stop.abort();
    this.#reached.reject(new Error('aborted'));
  };

  timedOut = false;

  constructor(visitor: AbortSignal, timeout: number) {
    this.#visitor = visitor;
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#reach();
    }, timeout);
    if (visitor.aborted) this.#reach();
    else visitor.addEventListener('abort', this.#reach);
  }

  /** Aborted when the limit is reached. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Rejects when the limit is reached. */
  get reached(): Promise<never> {
    return this.#reached.promise;
  }

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#visitor.removeEventListener('abort', this.#reach);
  }
}
