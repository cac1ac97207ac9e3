/** A widget token and its connection. */
export type Token = { token: string; connectionId: string };

/** The widget token in use, and the wait for one that is on its way. Kept in memory only. */
export class WidgetTokens {
  readonly #request: () => void;
  #token: Token | null = null;
  #waiting: ((token: Token) => void)[] = [];

  /** `request` asks the host for a token. */
  constructor(request: () => void) {
    this.#request = request;
  }

  /** The token, as soon as there is one: where the host couldn't get it, that is after a retry. */
  current(): Promise<Token> {
    return new Promise((resolve) => {
      if (this.#token) resolve(this.#token);
      else this.#waiting.push(resolve);
    });
  }

  /** A token came. */
  receive(token: Token): void {
    this.#token = token;
    for (const resolve of this.#waiting.splice(0)) resolve(token);
  }

  /** The token in use is of no use any more, or none came: ask for another. */
  renew(): void {
    this.#token = null;
    this.#request();
  }
}
