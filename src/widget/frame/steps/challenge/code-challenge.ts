import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { formatNumber, isolate } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { triesLeftText } from '../credentials/tries-left-text.ts';
import type { Answer } from './answer.ts';
import { Countdown } from './countdown.ts';
import { says } from '../../i18n/says.ts';

/** A one-time code, by text message or from an app. */
export class CodeChallenge extends Step {
  static override properties = {
    challenge: { attribute: false },
    bank: { attribute: false },
    onAnswer: { attribute: false },
    onResend: { attribute: false },
    missing: { state: true },
    resent: { state: true },
  };

  declare challenge: Extract<Challenge, { type: 'one-time-code' }>;
  declare bank: string;
  declare onAnswer: (answer: Answer) => void;
  declare onResend: () => void;

  declare private missing: boolean;
  declare private resent: boolean;

  readonly #pause = new Countdown(this);
  #resendIn: number | null = null;

  constructor() {
    super();
    this.missing = false;
    this.resent = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#input) this.#input.value = '';
  }

  // There is one thing to do here, and what it is about is the field's description.
  override begin(): void {
    this.#input?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { resendIn } = this.challenge;
    if (!changed.has('challenge') || resendIn === null) return;
    // A longer pause than before: the code was sent again.
    this.resent = this.#resendIn !== null && resendIn > this.#pause.left;
    this.#resendIn = resendIn;
    this.#pause.start(resendIn);
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    // Pasted from a message, a code often has a blank in its middle.
    const code = (this.#input?.value ?? '').replaceAll(/[\s-]/g, '');
    this.missing = code.length !== this.challenge.length;
    if (!this.missing) return this.onAnswer({ code });
    await this.updateComplete;
    this.#input?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank } = this;
    const phone = isolate(challenge.sentTo);
    const error = this.#error();
    return html`
      <h1 tabindex="-1" ${says(msg('Enter your code'))}></h1>
      <p
        id="code-source"
        ${says(
          challenge.channel === 'sms'
            ? msg(str`${bank} sent a code by text message to ${phone}.`)
            : msg(str`Open ${bank}’s app, or your authenticator app, and type the code it shows.`),
        )}
      ></p>
      <form novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="code" ${says(msg(str`${formatNumber(challenge.length)}-digit code`))}></label>
          <input
            id="code"
            class="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck="false"
            translate="no"
            required
            aria-invalid=${error ? 'true' : 'false'}
            aria-describedby=${error ? 'code-error' : 'code-source'}
          />
          <p class="error" id="code-error" ?hidden=${!error} ${says(error)}></p>
        </div>
        <button class="primary" type="submit" ${says(msg('Confirm'))}></button
        >${challenge.resendIn === null ? nothing : this.#renderResend()}
      </form>
      <p
        class="visually-hidden"
        role="status"
        ${says(this.resent ? msg(str`A new code is on its way to ${phone}.`) : '')}
      ></p>
    `;
  }

  #renderResend(): TemplateResult {
    const { left } = this.#pause;
    const early = left > 0;
    // Not `disabled`, which would throw out the focus.
    return html`<button
      class="secondary"
      type="button"
      aria-disabled=${early ? 'true' : 'false'}
      @click=${() => early || this.onResend()}
      ${says(early ? msg(str`New code in ${formatNumber(left)} s`) : msg('Send a new code'))}
    ></button>`;
  }

  #error(): string {
    const { triesLeft, length } = this.challenge;
    if (this.missing) return msg(str`Enter the ${formatNumber(length)}-digit code.`);
    if (triesLeft === undefined) return '';
    return `${msg('That code is not right. Check it and try again.')} ${triesLeftText(triesLeft)}`;
  }
}
