import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { withoutPrototype } from '../shared/prototype-pollution.ts';
import { styles } from './araucaria-connect-button.styles.ts';
import { buttonTemplate } from './element/button-template.ts';
import { setCustomState, type ConnectPhase } from './element/connect-phase.ts';
import { ConnectRun } from './connect-run.ts';
import { updateContrast } from './element/contrast-color.ts';
import type { AraucariaError } from './errors.ts';
import { connectEvent, type ConnectOutcome } from './events.ts';
import { rememberFocus } from './element/focus.ts';
import { isServer } from './is-server.ts';
import { followLanguage, languageOf, unfollowLanguage } from './element/language.ts';
import { PreloadingButton } from './element/preloading-button.ts';
import { text } from './element/strings.ts';
import { followContent, hasVisibleContent } from './element/visible-content.ts';
import { warnOnce } from './warn-once.ts';

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
 * @fires {AraucariaSuccessEvent} araucaria-success - The connection is made. Detail: `{ connectionId: string }`
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
export class AraucariaConnectButton extends PreloadingButton {
  static override readonly shadowRootOptions: ShadowRootInit = withoutPrototype({
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  });
  static override readonly styles = styles;

  #phase: ConnectPhase = 'idle';
  #error: AraucariaError | null = null;
  #run: ConnectRun | undefined;
  // Whether the shadow root was rendered on a server, where a page's language, fieldsets and content are not known.
  #isFromServer = isServer;

  constructor() {
    super();
    if (isServer) return;
    this.addEventListener('click', this.#onClick);
    this.addEventListener('command', this.#onCommand);
  }

  /** The button's phase; each but `idle` is also a custom state. */
  get phase(): ConnectPhase {
    return this.#phase;
  }

  override connectedCallback(): void {
    if (!this.renderRoot && this.shadowRoot) this.#isFromServer = true;
    super.connectedCallback();
    if (!isServer) followLanguage(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollowLanguage(this);
    if (this.#run) void this.#closeIfGone();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // What a server rendered is replaced, unless Lit's code for hydration is there: it sets this member.
    if (!('_$AG' in this)) {
      root.replaceChildren();
      this.renderOptions.renderBefore = null;
    }
    return root;
  }

  /** A move removes and inserts the element in one turn. It was removed if it is not in the page a microtask later. */
  async #closeIfGone(): Promise<void> {
    // oxlint-disable-next-line unicorn/no-unnecessary-await, typescript/await-thenable -- a page may have replaced `queueMicrotask` and `Promise`
    await null;
    // A widget that shows the success stays: hosts remove the button when it has done its work.
    if (!this.isConnected && this.#phase !== 'connected') this.#run?.close();
  }

  override formResetCallback(): void {
    this.#run?.close();
    super.formResetCallback();
  }

  /** The phase follows the value, but not during a run. */
  protected override valueChanged(): void {
    super.valueChanged();
    if (!this.#isUnderWay) this.#setPhase(this.value ? 'connected' : 'idle');
  }

  get #isUnderWay(): boolean {
    return this.#phase === 'loading' || this.#phase === 'open';
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
      onShow: () => this.#setPhase('open'),
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
        this.#setPhase('loading');
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

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The last outcome was that of another connection.
    if (this.hasUpdated && changed.has('connectionId') && !this.#isUnderWay) this.#setPhase('idle');
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener('transitionrun', () => {
      updateContrast(this, this.control);
      this.#run?.setColorScheme(this.colorScheme());
    });
    this.renderRoot.addEventListener('slotchange', () => {
      followContent(this);
      this.requestUpdate();
    });
    // The first render was the server's. Lit warns of a request for another one during an update.
    if (this.#isFromServer) void this.updateComplete.then(() => this.requestUpdate());
    this.#isFromServer = false;
    if (this.firstChild) followContent(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.validate();
    updateContrast(this, this.control);
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

  protected override get control(): HTMLButtonElement | null {
    return this.shadowRoot?.querySelector('button') ?? null;
  }

  protected override missingMessage(): string {
    return text('required', languageOf(this));
  }

  /** `restoreFocus` is false while the widget shows the success: a further call joins the run until it is gone. */
  #end(
    run: ConnectRun,
    outcome: ConnectOutcome,
    restoreFocus: ReturnType<typeof rememberFocus> | false | undefined,
  ): void {
    if (this.#run !== run) return;
    if (restoreFocus !== false) this.#run = undefined;
    const wasOpen = this.#phase === 'open';
    try {
      if (outcome.status === 'success') {
        this.#setPhase('connected');
        this.value = outcome.connectionId;
      } else {
        this.#setPhase(outcome.error ? 'failed' : 'idle', outcome.error);
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

  /** The only place where the phase changes: the field, the custom state and, with the next render, the live region. */
  #setPhase(phase: ConnectPhase, error: AraucariaError | null = null): void {
    setCustomState(this.internals, phase);
    this.#phase = phase;
    this.#error = error;
    if (error) warnOnce(error);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const isFromServer = this.#isFromServer;
    const locale = isFromServer ? (this.getAttribute('lang') ?? '') : languageOf(this);
    const isDisabled = isFromServer ? this.disabled : this.isDisabled();
    const isBlank = !isFromServer && !!this.firstChild && !hasVisibleContent(this.childNodes);
    return buttonTemplate(this.#phase, this.#error, !!this.connectionId, isBlank, isDisabled, locale);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'araucaria-connect-button': AraucariaConnectButton;
  }
}
