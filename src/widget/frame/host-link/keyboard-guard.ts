import type { FrameMessage } from '../../../shared/port-protocol.ts';
import { isTab } from '../input/is-tab.ts';
import type { HostPort } from './port.ts';

/**
 * Switching windows, tabbing through the page and moving the focus all take the keyboard away for a moment. After this
 * time it stays where it is, and the host's page has the same events.
 */
const settleMs = 40;

/** A focus that is shorter was on its way to another element. */
const briefFocusMs = 100;

/**
 * Detects that another part of the host's page took the keyboard, such as an advertisement's frame that calls
 * `window.focus()`: what the user types next would go there. Neither a modal dialog nor a Permissions Policy prevents
 * it. This document sees only that the keyboard left. The host's side knows whether it is still on the page.
 */
export class KeyboardGuard {
  readonly #port: HostPort;
  readonly #hasTextInput: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // The last key was a Tab that focused no element of this document: it leaves the frame.
  #isTabbingOut = false;
  // When the frame got the keyboard, in ms since navigation start.
  #focusedAt = 0;

  /** `hasTextInput`: returns whether the step on screen has a field for a secret. */
  constructor(port: HostPort, hasTextInput: () => boolean) {
    this.#port = port;
    this.#hasTextInput = hasTextInput;
    window.addEventListener('blur', ({ timeStamp }) => this.#onBlur(timeStamp - this.#focusedAt < briefFocusMs));
    window.addEventListener('focus', ({ timeStamp }) => (this.#focusedAt = timeStamp));
    document.addEventListener('keydown', (event) => (this.#isTabbingOut = isTab(event)), { capture: true });
    document.addEventListener('focusin', () => (this.#isTabbingOut = false));
  }

  /** Requests the keyboard for a step with a text field: its loss is detected only if the frame has it. */
  request(): void {
    this.#timer ??= this.#sendLater({ type: 'keyboard-wanted' });
  }

  #onBlur(brief: boolean): void {
    if (!this.#hasTextInput()) return;
    clearTimeout(this.#timer);
    this.#timer = this.#sendLater(this.#isTabbingOut ? { type: 'keyboard-wanted' } : { type: 'keyboard-lost', brief });
    this.#isTabbingOut = false;
  }

  /** Sends a message to the host's side, unless the frame has the keyboard again by then. */
  #sendLater(message: FrameMessage): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#timer = undefined;
      if (!document.hasFocus()) this.#port.send(message);
    }, settleMs);
  }
}
