import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { styles } from '../araucaria-connect-button.styles.ts';
import type { AraucariaError } from '../errors.ts';
import { isServer } from '../is-server.ts';
import { logOnce } from '../log-error.ts';
import { buttonTemplate } from './button-template.ts';
import { setCustomState, type ConnectPhase } from './connect-phase.ts';
import { updateContrast } from './contrast-color.ts';
import { followLanguage, languageOf, unfollowLanguage } from './language.ts';
import { PreloadingButton } from './preloading-button.ts';
import { text } from './strings.ts';
import { followContent, hasVisibleContent } from './visible-content.ts';

/** What the button shows: its phase, its label, and the texts in the language around it. */
export abstract class RenderedButton extends PreloadingButton {
  static override readonly shadowRootOptions: ShadowRootInit = withoutPrototype({
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  });
  static override readonly styles = styles;

  #phase: ConnectPhase = 'idle';
  #error: AraucariaError | null = null;
  // Whether the shadow root was rendered on a server, where a page's language, fieldsets and content are not known.
  #isFromServer = isServer;

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

  /** The phase follows the value, but not during a run. */
  protected override valueChanged(): void {
    super.valueChanged();
    const phase = this.value ? 'connected' : 'idle';
    if (!this.#isUnderWay && phase !== this.#phase) this.setPhase(phase);
  }

  get #isUnderWay(): boolean {
    return this.#phase === 'loading' || this.#phase === 'open';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The last outcome was that of another connection.
    if (this.hasUpdated && changed.has('connectionId') && !this.#isUnderWay) this.setPhase('idle');
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener('transitionrun', () => {
      updateContrast(this, this.control);
      this.followColorScheme();
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

  /** The color scheme or the accent may have changed. */
  protected abstract followColorScheme(): void;

  protected override get control(): HTMLButtonElement | null {
    return this.shadowRoot?.querySelector('button') ?? null;
  }

  protected override missingMessage(): string {
    return text('required', languageOf(this));
  }

  /** The only place where the phase changes: the field, the custom state and, with the next render, the live region. */
  protected setPhase(phase: ConnectPhase, error: AraucariaError | null = null): void {
    setCustomState(this.internals, phase);
    this.#phase = phase;
    this.#error = error;
    if (error) logOnce(error);
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
