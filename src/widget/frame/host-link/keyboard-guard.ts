import type { FrameMessage } from '../../../shared/port-protocol.ts';
import type { HostPort } from './port.ts';

/**
 * A window that is left, a Tab that comes around and a focus that is given anew all take the keyboard away for a moment.
 * After so long, in ms, it is where it stays, and the host's page has heard of it as well.
 */
const settled = 40;

/** A focus that ends sooner, in ms, has only passed through. */
const passing = 100;

/**
 * Notices that another part of the host's page took the keyboard, such as an advertisement's frame that calls
 * `window.focus()`: what the user types next would go there. Neither a modal dialog nor a Permissions Policy prevents
 * it. This document sees only that the keyboard left; the host's side knows whether it is still on the page.
 */
export class KeyboardGuard {
  readonly #port: HostPort;
  readonly #isTyping: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // A Tab that no element of this document has answered: it leads out of the frame.
  #tabbed = false;
  // When the keyboard came, in ms since the page began.
  #since = 0;

  /** `isTyping`: whether there is something on screen to type into. */
  constructor(port: HostPort, isTyping: () => boolean) {
    this.#port = port;
    this.#isTyping = isTyping;
    window.addEventListener('blur', ({ timeStamp }) => this.#watch(timeStamp - this.#since < passing));
    window.addEventListener('focus', ({ timeStamp }) => (this.#since = timeStamp));
    document.addEventListener('keydown', ({ key }) => (this.#tabbed = key === 'Tab'), { capture: true });
    document.addEventListener('focusin', () => (this.#tabbed = false));
  }

  /** Something to type into is on screen from now on: without the keyboard, its loss could not be noticed. */
  fetch(): void {
    this.#timer ??= this.#ask({ type: 'keyboard-wanted' });
  }

  #watch(brief: boolean): void {
    if (!this.#isTyping()) return;
    clearTimeout(this.#timer);
    this.#timer = this.#ask(this.#tabbed ? { type: 'keyboard-wanted' } : { type: 'keyboard-lost', brief });
    this.#tabbed = false;
  }

  /** Tells the host's side, if the keyboard is still elsewhere once it has settled. */
  #ask(message: FrameMessage): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#timer = undefined;
      if (!document.hasFocus()) this.#port.send(message);
    }, settled);
  }
}
