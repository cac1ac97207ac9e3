import type { HostPort } from './port.ts';

/** Knows whether leaving would lose something, tells the host's page, and asks the user first. */
export class LeaveGuard {
  readonly #port: HostPort;
  #unsaved = false;
  #asking = false;

  constructor(port: HostPort) {
    this.#port = port;
  }

  /** Whether the user is being asked if they mean to leave. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Whether something typed or begun would be lost. */
  set unsaved(unsaved: boolean) {
    if (unsaved === this.#unsaved) return;
    this.#unsaved = unsaved;
    this.#port.send({ type: 'unsaved', unsaved });
  }

  /** Whether the user may go at once; if not, they are being asked from now on. */
  mayLeave(): boolean {
    this.#asking = this.#unsaved;
    return !this.#unsaved;
  }

  /** The question is answered, or no longer worth asking. */
  stopAsking(): void {
    this.#asking = false;
  }
}
