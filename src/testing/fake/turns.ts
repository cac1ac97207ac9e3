// Taken before a test replaces them by fake timers.
const { setTimeout, clearTimeout } = globalThis;

/** Resolves in the next task: what the page does in microtasks, such as rendering, is done by then. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Waits for changes, within a time limit. */
export class Turns {
  readonly timeoutMs: number;
  readonly #waiting = new Set<() => void>();

  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
  }

  /** Something has changed. */
  changed(): void {
    for (const look of this.#waiting) look();
  }

  /** What `get` returns, once that is not null; null when the time is over. */
  until<Value>(get: () => Value | null): Promise<Value | null> {
    return new Promise((resolve) => {
      const finish = (value: Value | null): void => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        resolve(value);
      };
      const look = (): void => {
        const value = get();
        if (value !== null) finish(value);
      };
      const timer = setTimeout(() => finish(null), this.timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }
}
