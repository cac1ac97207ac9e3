/** How long a call may take: until its visitor goes away, or its time is over. `AbortSignal.any` costs a quarter of it. */
export class Limit {
  readonly #stop = new AbortController();
  readonly #visitor: AbortSignal;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #abort = (): void => this.#stop.abort();

  /** Aborted when the limit is reached. */
  readonly signal: AbortSignal = this.#stop.signal;
  /** Rejects when the limit is reached. */
  readonly reached: Promise<never>;
  timedOut = false;

  constructor(visitor: AbortSignal, timeout: number) {
    this.#visitor = visitor;
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#abort();
    }, timeout);
    this.reached = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
    if (visitor.aborted) this.#abort();
    else visitor.addEventListener('abort', this.#abort);
  }

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#visitor.removeEventListener('abort', this.#abort);
  }
}
