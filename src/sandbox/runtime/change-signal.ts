/** Notifies listeners that something in the sandbox has changed. It does not say what: they read the current state. */
export class ChangeSignal {
  #next = Promise.withResolvers<void>();

  /** Call it after each change. */
  readonly notify = (): void => {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  };

  /** Resolves at the next change. */
  next(): Promise<void> {
    return this.#next.promise;
  }
}
