import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Counts seconds down, and updates its host once a second. It uses the time of day, which also passes while a phone
 * sleeps.
 */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onEnd: () => void;
  #endsAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `onEnd` is called once, when the time is over while the host is in the document. */
  constructor(host: ReactiveControllerHost, onEnd: () => void = () => undefined) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  /** Whole seconds left. */
  get left(): number {
    return Math.max(Math.ceil((this.#endsAt - Date.now()) / 1_000), 0);
  }

  /** Starts, or starts again, from this number of seconds. */
  start(seconds: number): void {
    this.#endsAt = Date.now() + seconds * 1_000;
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
