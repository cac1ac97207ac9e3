import { html, LitElement, type PropertyDeclaration, type PropertyValues, type TemplateResult } from 'lit';
import { bare } from '../shared/bare.ts';
import { styles } from './araucaria-connect-button.styles.ts';
import { ConnectRun, type RunOptions } from './connect-run.ts';
import type { AraucariaError } from './errors.ts';
import { connectEvent, type ConnectOutcome } from './events.ts';
import { focusedElement, restoreFocus } from './focus.ts';
import { FormControl } from './form-control.ts';
import { isServer } from './is-server.ts';
import { languageOf } from './language.ts';
import { warnOnce } from './warn-once.ts';
import { openPopovers, showPopovers } from './popovers.ts';
import { contrastColor, supportsRelativeColor } from './contrast-color.ts';
import { messageKey, text } from './strings.ts';
import { loadWidget, preloadWidget, type WidgetSource } from './widget-adapter.ts';
import { documentedWidgetSrc } from '../shared/documented-urls.ts';
import type { FetchToken } from './widget-token.ts';

/** Where the button stands. Each but `idle` is also a custom state: `:state(loading)`, `:state(open)` … */
export type ConnectPhase = 'idle' | 'loading' | 'open' | 'connected' | 'failed';

/** What a property has unless it is set; setting it to null or undefined gives it this again. */
const defaults: Readonly<Record<PropertyKey, unknown>> = {
  tokenEndpoint: '',
  connectionId: '',
  institution: '',
  widgetSrc: documentedWidgetSrc,
  widgetIntegrity: '',
  preload: 'intent',
  credentials: 'same-origin',
  disabled: false,
  name: '',
  required: false,
  fetchToken: null,
};

/** Path data: a bank, and a check mark once one is connected. */
const icons: Partial<Record<ConnectPhase, string>> & { idle: string } = bare({
  idle: 'M3 10 12 4l9 6zM6 10v9m6-9v9m6-9v9M3 20h18',
  connected: 'm4 12 6 6L20 6',
});

/**
 * A button that links the user's bank account through Araucaria.
 *
 * It asks the host's backend for a widget token, opens Araucaria's widget, and tells how that ended.
 * It is a form control: its value is the connection id once the bank is connected.
 *
 * @summary Links a bank account: fetches a widget token, opens the widget, reports the outcome.
 * @tag araucaria-connect-button
 *
 * @fires {AraucariaOpenEvent} araucaria-open - Before anything is requested; `preventDefault()` vetoes the run. Detail: `{ connectionId: string | null }`
 * @fires {AraucariaSuccessEvent} araucaria-success - The connection is made. Detail: `{ connectionId: string }`
 * @fires {AraucariaExitEvent} araucaria-exit - The user closed the widget, or the run failed. Detail: `{ error: AraucariaError | null }`
 *
 * @slot - The label. Without it: “Connect your bank”, or “Reconnect your bank” with a `connection-id`, in the element's language
 * @slot icon - Replaces the icon before the label
 *
 * @csspart button - The native button
 * @csspart label - The label inside the button
 * @csspart spinner - The spinner, in the icon's place while loading
 * @csspart message - The line below the button that tells of success and failure
 *
 * @cssprop [--araucaria-connect-button-color=light-dark(#14532d, #a7e3c0)] - Background of the button, and the widget's accent colour
 * @cssprop [--araucaria-connect-button-text-color] - Text and icon on that background; without it white or black, whichever can be read
 * @cssprop [--araucaria-connect-button-error-color=color-mix(in srgb, CanvasText 40%, #ff3f32)] - Text of a failure's message
 * @cssprop [--araucaria-connect-button-radius=0.6em] - Corner radius of the button and in the widget
 *
 * @cssstate loading - A token and the widget are on their way
 * @cssstate open - The widget is on screen
 * @cssstate connected - The last run ended in success
 * @cssstate failed - The last run ended in an error
 */
export class AraucariaConnectButton extends FormControl {
  static override readonly shadowRootOptions: ShadowRootInit = bare({
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  });
  static override readonly styles = styles;
  static override readonly properties = {
    tokenEndpoint: { attribute: 'token-endpoint' },
    connectionId: { attribute: 'connection-id' },
    institution: {},
    widgetSrc: { attribute: 'widget-src' },
    widgetIntegrity: { attribute: 'widget-integrity' },
    preload: {},
    disabled: { type: Boolean, reflect: true },
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    credentials: {},
    fetchToken: { attribute: false },
  };

  static override createProperty(name: PropertyKey, options?: PropertyDeclaration): void {
    super.createProperty(name, options && bare(options));
  }

  /** Null and undefined, which frameworks set for “not given”, mean the default. */
  protected static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    const descriptor = super.getPropertyDescriptor(name, key, options);
    return bare({
      ...descriptor,
      set(this: AraucariaConnectButton, value: unknown) {
        if (name === 'widgetSrc') this.#srcInMarkup = false;
        descriptor?.set?.call(this, value ?? defaults[name]);
      },
    });
  }

  #phase: ConnectPhase = 'idle';
  #error: AraucariaError | null = null;
  #run: ConnectRun | undefined;
  #languages: MutationObserver | undefined;
  #formDisabled = false;
  /** Whether `widgetSrc` comes from the attribute: of the two, the one that was set last counts. */
  #srcInMarkup = false;

  /** URL on the host's backend that mints widget tokens. Attribute: `token-endpoint`. */
  declare tokenEndpoint: string;
  /** An existing connection to re-credential; empty makes a new one. Attribute: `connection-id`. */
  declare connectionId: string;
  /** Institution id to preselect; the user can still go back to the list. */
  declare institution: string;
  /**
   * Where the widget script is. The attribute, `widget-src`, is taken for `https://araucaria.money`, its subdomains and
   * loopback addresses only; the property is taken as it is, also a `TrustedScriptURL` of the page's own policy.
   */
  declare widgetSrc: string;
  /** Subresource Integrity hash for the injected script. Attribute: `widget-integrity`. */
  declare widgetIntegrity: string;
  /** When to fetch the widget script: on click, when pointer or focus reaches the button, or at once. */
  declare preload: 'none' | 'intent' | 'eager';
  /** Whether the button can't be used; a disabled fieldset has the same effect. */
  declare disabled: boolean;
  /** Name of the connection id in the form's data. */
  declare name: string;
  /** Whether the form is invalid until the bank is connected. */
  declare required: boolean;
  /** Cookies on the token request, as in `fetch`; `include` for an endpoint on another origin. */
  declare credentials: RequestCredentials;
  /** Replaces the built-in token request. */
  declare fetchToken: FetchToken | null;

  constructor() {
    super();
    Object.assign(this, defaults);
    if (isServer) return;
    this.addEventListener('keydown', this.#onKeydown);
    this.addEventListener('click', this.#onClick);
    this.addEventListener('command', this.#onCommand);
    for (const intent of ['pointerenter', 'touchstart', 'focusin']) {
      this.addEventListener(intent, () => this.#preload('intent'), bare({ passive: true }));
    }
  }

  /** Where the button stands. */
  get phase(): ConnectPhase {
    return this.#phase;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    this.#languages ??= new MutationObserver(() => this.requestUpdate());
    // Within a shadow root the document's observer does not see the element's own attribute.
    const where = bare({ subtree: true, attributeFilter: ['lang'] });
    for (const node of [document, this]) this.#languages.observe(node, where);
    window.addEventListener('pageshow', this.#onPageShow);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'widget-src') this.#srcInMarkup = value !== null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#languages?.disconnect();
    window.removeEventListener('pageshow', this.#onPageShow);
    void this.#closeIfGone();
  }

  /** A move is a removal and an insertion in one turn: only who is still gone a microtask later has left. */
  async #closeIfGone(): Promise<void> {
    // oxlint-disable-next-line unicorn/no-unnecessary-await, typescript/await-thenable -- no global is asked: pages replace those
    await null;
    if (!this.isConnected) this.#run?.close();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.#run?.close();
    this.setValue('');
    this.#setPhase('idle');
  }

  /**
   * Starts a run, or joins the one under way. Resolves with how it ended and never rejects; at once, with
   * `{ status: 'exit', error: null }`, when vetoed, disabled or not in a document.
   */
  open(): Promise<ConnectOutcome> {
    if (this.#run) return this.#run.outcome;
    let opener: HTMLElement | null = null;
    let popovers: HTMLElement[] = [];
    const run = new ConnectRun({
      onShow: () => this.#setPhase('open'),
      onEnd: (outcome) => this.#end(run, outcome, opener, popovers),
    });
    this.#run = run;
    try {
      opener = focusedElement();
      popovers = openPopovers(this);
      const options = this.isConnected && !this.#isDisabled() && this.#runOptions();
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

  protected override firstUpdated(): void {
    if (!supportsRelativeColor) this.renderRoot.addEventListener('transitionrun', () => this.#contrast());
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.validate();
    this.#contrast();
    if (changed.has('preload') || changed.has('widgetSrc')) this.#preload('eager');
  }

  #onClick = (event: Event): void => {
    // `click()` and a <label> reach the host itself; the message beside the button is not for clicking.
    const path = event.composedPath();
    if (path[0] !== this && !path.includes(this.control ?? this)) return;
    if (this.#isDisabled()) return;
    // Safari does not focus a clicked button, and the widget gives focus back to whoever had it.
    try {
      this.focus(bare({ preventScroll: true }));
    } finally {
      void this.open();
    }
  };

  #onCommand = (event: Event): void => {
    if (this.#isDisabled()) return;
    const { command } = event as Event & { command?: string };
    if (command === '--open') void this.open();
    if (command === '--close') this.close();
  };

  /** Back from the back/forward cache: a request that was under way is dead by now. */
  #onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#phase === 'loading') this.close();
  };

  /** A held Enter would click again and again. */
  #onKeydown = (event: KeyboardEvent): void => {
    if (event.repeat && event.key === 'Enter') event.preventDefault();
  };

  protected override get control(): HTMLButtonElement | null {
    return this.shadowRoot?.querySelector('button') ?? null;
  }

  protected override missingMessage(): string {
    return text('required', languageOf(this));
  }

  /** The attribute, which a fieldset's word includes, may lag behind the property. */
  #isDisabled(): boolean {
    return this.disabled || (this.#formDisabled && !this.hasAttribute('disabled'));
  }

  #widgetSource(): WidgetSource {
    // What was set before the element was defined counts from the first update on.
    if (!this.hasUpdated) this.performUpdate();
    const { widgetSrc, widgetIntegrity, nonce } = this;
    return { widgetSrc, srcInMarkup: this.#srcInMarkup, widgetIntegrity, nonce };
  }

  #runOptions(): RunOptions {
    const source = this.#widgetSource();
    const { tokenEndpoint, connectionId, institution, credentials, fetchToken } = this;
    return {
      ...source,
      tokenEndpoint,
      connectionId,
      institution,
      credentials,
      fetchToken,
      looks: () => {
        const style = getComputedStyle(this);
        return {
          locale: languageOf(this),
          theme: bare({
            accent: style.getPropertyValue('--araucaria-connect-button-color'),
            radius: style.getPropertyValue('--araucaria-connect-button-radius'),
          }),
        };
      },
    };
  }

  #preload(when: 'intent' | 'eager'): void {
    const wanted = this.preload === 'eager' || (this.preload !== 'none' && when === 'intent');
    // Focus that comes back from the widget is no intent.
    if (!wanted || this.#run || this.#isDisabled()) return;
    try {
      // Whatever fails: the click will say so.
      loadWidget(this.#widgetSource()).then(preloadWidget, () => {});
    } catch {
      // The same.
    }
  }

  #end(run: ConnectRun, outcome: ConnectOutcome, opener: HTMLElement | null, popovers: HTMLElement[]): void {
    if (this.#run !== run) return;
    this.#run = undefined;
    const wasOpen = this.#phase === 'open';
    try {
      if (outcome.status === 'success') {
        this.#setPhase('connected');
        this.setValue(outcome.connectionId);
      } else {
        this.#setPhase(outcome.error ? 'failed' : 'idle', outcome.error);
      }
      if (wasOpen) {
        showPopovers(popovers);
        restoreFocus(opener, this);
      }
    } finally {
      const { status, ...detail } = outcome;
      this.dispatchEvent(connectEvent(`araucaria-${status}`, detail));
    }
  }

  /** Text that can be read on the button's colour, where CSS can't see to it. */
  #contrast(): void {
    const { control } = this;
    if (supportsRelativeColor || !control) return;
    try {
      control.style.setProperty('--_contrast', contrastColor(getComputedStyle(control).backgroundColor));
    } catch {
      // The page's own functions failed: a color is no reason to stop an update.
    }
  }

  /** The one place where the phase changes: field, custom state, and with the next render the live text. */
  #setPhase(phase: ConnectPhase, error: AraucariaError | null = null): void {
    // Firefox before 126 and Safari before 17.4 have no custom states.
    const { states } = this.internals as { states?: CustomStateSet };
    states?.clear();
    try {
      if (phase !== 'idle') states?.add(phase);
    } catch {
      // Chromium before 125 takes only names that begin with two hyphens, and calls them `:--loading`.
      states?.add(`--${phase}`);
    }
    this.#phase = phase;
    this.#error = error;
    if (error) warnOnce(error);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const locale = isServer ? (this.getAttribute('lang') ?? '') : languageOf(this);
    const phase = this.#phase;
    const loading = phase === 'loading';
    const error = this.#error;
    const key = loading ? 'opening' : phase === 'connected' ? phase : error && messageKey(error.code, error.retryable);
    return html`<button
        part="button"
        type="button"
        aria-busy=${loading}
        aria-describedby="message"
        ?disabled=${this.#isDisabled()}
      >
        ${
          loading
            ? html`<span class="spinner" part="spinner"></span>`
            : html`<slot name="icon"
                ><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${icons[phase] ?? icons.idle} /></svg
              ></slot>`
        }<span part="label"
          ><slot
            >${this.connectionId ? html`<span>${text('reconnect', locale)}</span>` : html`<bdi>${text('connect', locale)}</bdi>`}</slot
          ></span
        ></button
      ><span
        id="message"
        class="message ${phase}"
        part="message"
        role="status"
        .textContent=${key ? text(key, locale) : ''}
      ></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'araucaria-connect-button': AraucariaConnectButton;
  }
}
