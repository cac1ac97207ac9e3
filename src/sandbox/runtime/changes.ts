/** Tells whoever waits that something in the sandbox has changed; what it was they look up themselves. */
export class Changes {
  #next = Promise.withResolvers<void>();

  /** Something has changed. */
  readonly tell = (): void => {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  };

  /** Resolves with the next change. */
  next(): Promise<void> {
    return this.#next.promise;
  }
}
