import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Counts seconds down, and has its host rendered once a second meanwhile. It goes by the time of day, which also
 * passes while a phone sleeps.
 */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onEnd: () => void;
  #end = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `onEnd` is called once, when the time is over while the host is on the page. */
  constructor(host: ReactiveControllerHost, onEnd: () => void = () => undefined) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  /** Whole seconds that are left. */
  get left(): number {
    return Math.max(Math.ceil((this.#end - Date.now()) / 1_000), 0);
  }

  /** Begins, or begins anew, with so many seconds. */
  start(seconds: number): void {
    this.#end = Date.now() + seconds * 1_000;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 1_000);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#host.requestUpdate();
    if (this.left > 0) return;
    clearInterval(this.#timer);
    this.#onEnd();
  }
}
