import type { FrameMessage } from '../../shared/port-protocol.ts';
import type { HostPort } from './port.ts';

/**
 * A window that is left, a Tab that comes around and a focus that is given anew all take the keyboard away for a moment.
 * After so long, in ms, it is where it stays, and the host's page has heard of it as well.
 */
const settled = 40;

/** A focus that ends sooner, in ms, has only passed through. */
const passing = 100;

/** How often the keyboard may be taken before the run ends. */
const limit = 3;

/** Whom the guard asks and tells. */
export type KeyboardListener = {
  /** Whether there is something on screen to be typed into. */
  isTyping(): boolean;
  /** The form is to be covered, or uncovered. */
  onChange(): void;
  /** The keyboard was taken again and again. */
  onGiveUp(): void;
};

/**
 * Notices that another part of the host's page took the keyboard, such as an advertisement's frame that calls
 * `window.focus()`: what the user types next would go there. Neither a modal dialog nor a Permissions Policy prevents
 * it. This document sees only that the keyboard left; the host's side knows whether it is still on the page.
 */
export class KeyboardGuard {
  readonly #port: HostPort;
  readonly #listener: KeyboardListener;
  #covered = false;
  #taken = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // A Tab that no element of this document has answered: it leads out of the frame.
  #tabbed = false;
  // When the keyboard came, in ms since the page began.
  #since = 0;

  constructor(port: HostPort, listener: KeyboardListener) {
    this.#port = port;
    this.#listener = listener;
    window.addEventListener('blur', ({ timeStamp }) => this.#watch(timeStamp - this.#since < passing));
    window.addEventListener('focus', ({ timeStamp }) => (this.#since = timeStamp));
    document.addEventListener('keydown', ({ key }) => (this.#tabbed = key === 'Tab'), { capture: true });
    document.addEventListener('focusin', () => (this.#tabbed = false));
  }

  /** Whether the form is covered until the user goes on. */
  get covered(): boolean {
    return this.#covered && this.#listener.isTyping();
  }

  /** Something to type into is on screen from now on: without the keyboard, its loss could not be noticed. */
  begin(): void {
    this.#timer ??= this.#ask({ type: 'keyboard-wanted' });
  }

  /** Nothing can be typed into any more. */
  end(): void {
    this.#covered = false;
  }

  /** The host's side says that another part of its page had the keyboard. */
  take(): void {
    if (this.#covered || !this.#listener.isTyping()) return;
    this.#taken += 1;
    if (this.#taken >= limit) return this.#listener.onGiveUp();
    this.#covered = true;
    this.#listener.onChange();
  }

  /** The user goes on. */
  release(): void {
    this.#covered = false;
    this.#listener.onChange();
  }

  #watch(brief: boolean): void {
    if (!this.#listener.isTyping()) return;
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
