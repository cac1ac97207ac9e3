import type { PropertyValues } from 'lit';
import { withoutPrototype } from '../shared/prototype-pollution.ts';
import { ConnectRun } from './connect-run.ts';
import { connectEvent, type ConnectOutcome } from './events.ts';
import { rememberFocus } from './element/focus.ts';
import { isServer } from './is-server.ts';
import { loadDebug } from './load-debug.ts';
import { RenderedButton } from './element/rendered-button.ts';

/**
 * A button that links the user's bank account through Araucaria.
 *
 * It requests a widget token from the host's backend, opens Araucaria's widget, and reports the outcome.
 * It is a form control: its value is the connection id once the bank is connected.
 *
 * @example
 * ```html
 * <araucaria-connect-button token-endpoint="/api/widget-token"></araucaria-connect-button>
 * <script>
 *   addEventListener('araucaria-success', ({ detail }) => console.log(detail.connectionId));
 * </script>
 * ```
 *
 * @summary Links a bank account: fetches a widget token, opens the widget, reports the outcome.
 * @tag araucaria-connect-button
 *
 * @fires {AraucariaOpenEvent} araucaria-open - Before anything is requested; `preventDefault()` vetoes the run. Detail: `{ connectionId: string | null }`
 * @fires {AraucariaSuccessEvent} araucaria-success - The connection is made; the widget shows that until the user closes it, and reports nothing further. Detail: `{ connectionId: string }`
 * @fires {AraucariaFunnelEvent} araucaria-event - The user has reached a step of the funnel. Detail: `{ name: string, connectionId: string | null, institutionId?: string }`
 * @fires {Event} input - The bank is connected, and the value is set
 * @fires {Event} change - Follows `input`
 * @fires {AraucariaExitEvent} araucaria-exit - The user closed the widget, or the run failed. Detail: `{ error: AraucariaError | null }`
 *
 * @slot - The label. Without it: “Connect your bank”, or “Reconnect your bank” with a `connection-id`, in the element's language
 * @slot fallback - Shown until the element is defined, and never afterwards
 * @slot icon - Replaces the icon before the label
 *
 * @csspart button - The native button
 * @csspart label - The label inside the button
 * @csspart spinner - The spinner, in the icon's place while loading
 * @csspart message - The line below the button that announces success and failure
 *
 * @cssprop [--araucaria-connect-button-color=light-dark(#14532d, #a7e3c0)] - Background of the button, as in `background`, and the widget's accent color
 * @cssprop [--araucaria-connect-button-text-color] - Text and icon on that background; by default what is readable
 * @cssprop [--araucaria-connect-button-error-color=color-mix(in srgb, CanvasText 40%, #ff3f32)] - Text of the message after a failure
 * @cssprop [--araucaria-connect-button-radius=0.6em] - Corner radius of the button and in the widget
 *
 * @cssstate loading - The token and the widget script are being loaded
 * @cssstate open - The widget is on screen
 * @cssstate connected - The last run ended in success
 * @cssstate failed - The last run ended in an error
 */
export class AraucariaConnectButton extends RenderedButton {
  #run: ConnectRun | undefined;

  constructor() {
    super();
    if (isServer) return;
    this.addEventListener('click', this.#onClick);
    this.addEventListener('command', this.#onCommand);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.debug && changed.has('debug')) void loadDebug(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#run) void this.#closeIfGone();
  }

  /** A move removes and inserts the element in one turn. It was removed if it is not in the page a microtask later. */
  async #closeIfGone(): Promise<void> {
    // oxlint-disable-next-line unicorn/no-unnecessary-await, typescript/await-thenable -- a page may have replaced `queueMicrotask` and `Promise`
    await null;
    // A widget that shows the success stays: hosts remove the button when it has done its work.
    if (!this.isConnected && this.phase !== 'connected') this.#run?.close();
  }

  override formResetCallback(): void {
    this.#run?.close();
    super.formResetCallback();
  }

  /**
   * Starts a run, or joins the one under way. Resolves with its outcome and never rejects. A run that is vetoed, or while
   * the button is disabled or not in a document, resolves at once with `{ status: 'exit', error: null }`.
   *
   * @example
   * ```ts
   * const outcome = await button.open();
   * if (outcome.status === 'success') show(outcome.connectionId);
   * ```
   */
  open(): Promise<ConnectOutcome> {
    if (this.#run) return this.#run.outcome;
    let restoreFocus: ReturnType<typeof rememberFocus> | undefined;
    const run = new ConnectRun({
      onShow: () => this.setPhase('open'),
      onEvent: (step) => void this.dispatchEvent(connectEvent('araucaria-event', step)),
      onEnd: (outcome, isGone) => this.#end(run, outcome, isGone && restoreFocus),
      onGone: () => {
        if (this.#run === run) this.#run = undefined;
        restoreFocus?.(true);
      },
    });
    this.#run = run;
    try {
      restoreFocus = rememberFocus(this);
      const options = this.isConnected && !this.isDisabled() && this.runOptions();
      if (
        !options ||
        !this.dispatchEvent(connectEvent('araucaria-open', { connectionId: options.connectionId || null }))
      ) {
        this.#run = undefined;
        run.close();
      } else if (this.#run === run) {
        this.setPhase('loading');
        run.start(options);
      }
    } catch (error) {
      run.fail(error);
    }
    return run.outcome;
  }

  /** Ends the run under way as if the user had closed the widget; without one it does nothing. */
  close(): void {
    this.#run?.close();
  }

  protected override followColorScheme(): void {
    this.#run?.setColorScheme(this.colorScheme());
  }

  protected override isRunning(): boolean {
    return !!this.#run;
  }

  protected override onIntent(): void {
    // A page may have a thousand buttons: this listener waits for the focus. Adding it again changes nothing.
    this.addEventListener('keydown', this.#onKeydown);
    super.onIntent();
  }

  #onClick(event: Event): void {
    // `click()` and a <label> dispatch on the element itself. A click on the message below the button does nothing.
    const path = event.composedPath();
    if (path[0] !== this && !path.includes(this.control ?? this)) return;
    if (this.isDisabled()) return;
    // Safari does not focus a clicked button, and the focus returns to the element that had it.
    try {
      this.focus(withoutPrototype({ preventScroll: true }));
    } finally {
      void this.open();
    }
  }

  #onCommand(event: Event): void {
    if (this.isDisabled()) return;
    const { command } = event as Event & { command?: string };
    if (command === '--open') void this.open();
    if (command === '--close') this.close();
  }

  /** Holding Enter down would click repeatedly. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.repeat && event.key === 'Enter') event.preventDefault();
  }

  /** `restoreFocus` is false while the widget shows the success: a further call joins the run until it is gone. */
  #end(
    run: ConnectRun,
    outcome: ConnectOutcome,
    restoreFocus: ReturnType<typeof rememberFocus> | false | undefined,
  ): void {
    if (this.#run !== run) return;
    if (restoreFocus !== false) this.#run = undefined;
    const wasOpen = this.phase === 'open';
    try {
      if (outcome.status === 'success') {
        this.setPhase('connected');
        this.value = outcome.connectionId;
      } else {
        this.setPhase(outcome.error ? 'failed' : 'idle', outcome.error);
      }
      if (wasOpen && restoreFocus) restoreFocus(false);
    } finally {
      const { status, ...detail } = outcome;
      const isSuccess = status === 'success';
      // As a native control, of whose two events only the first crosses shadow roots.
      if (isSuccess) {
        this.dispatchEvent(new Event('input', withoutPrototype({ bubbles: true, composed: true })));
        this.dispatchEvent(new Event('change', withoutPrototype({ bubbles: true })));
      }
      this.dispatchEvent(connectEvent(`araucaria-${status}`, detail));
      if (isSuccess && this.autosubmit) this.form?.requestSubmit();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'araucaria-connect-button': AraucariaConnectButton;
  }
}
