/** A widget token and its connection. */
export type Token = { token: string; connectionId: string };

/** The widget token in use, and the wait for one that is on its way. Kept in memory only. */
export class WidgetTokens {
  readonly #request: () => void;
  readonly #waiting = new Set<(token: Token) => void>();
  #token: Token | null = null;
  // The host brings the first one by itself.
  #requested = true;

  /** `request` asks the host for a token. */
  constructor(request: () => void) {
    this.#request = request;
  }

  /** Whether something can't go on without a token. */
  get awaited(): boolean {
    return this.#waiting.size > 0;
  }

  /** The token, as soon as there is one: where the host couldn't get it, that is after a retry. `signal` ends the wait. */
  current(signal?: AbortSignal): Promise<Token> {
    return new Promise((resolve) => {
      if (this.#token) return resolve(this.#token);
      this.#waiting.add(resolve);
      signal?.addEventListener('abort', () => this.#waiting.delete(resolve));
      if (!this.#requested) this.renew();
    });
  }

  /** A token came. */
  receive(token: Token): void {
    this.#token = token;
    for (const resolve of this.#waiting) resolve(token);
    this.#waiting.clear();
  }

  /** The host could not get one: whoever needs it next asks again. */
  fail(): void {
    this.#requested = false;
  }

  /** The token in use is of no use any more, or none came: ask for another. */
  renew(): void {
    this.#token = null;
    this.#requested = true;
    this.#request();
  }
}
