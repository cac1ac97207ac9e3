import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { announce, prepareAnnouncements } from '../../i18n/announce.ts';
import { formatNumber } from '../../i18n/localization.ts';
import { numberInSentence } from '../../i18n/masked-number.ts';
import { setText } from '../../i18n/set-text.ts';
import { triesLeftText } from '../credentials/tries-left-text.ts';
import { Step } from '../step.ts';
import type { Answer } from './answer.ts';
import { Countdown } from './countdown.ts';

export type CodeProps = {
  challenge: Extract<Challenge, { type: 'one-time-code' }>;
  /** The bank's name, isolated. */
  bank: string;
  /** An answer that has not arrived; else null. */
  draft: Answer | null;
  onAnswer: (answer: Answer) => void;
  /** Whether there is no network, so that nothing is sent. */
  isOffline: boolean;
  onResend: () => void;
};

/** A one-time code, from a text message or an app. */
export class CodeChallenge extends Step<CodeProps> {
  readonly #isMissing = this.state(false);
  readonly #resendPause = new Countdown(this);
  #challenge: CodeProps['challenge'] | null = null;
  // What a screen reader announces.
  readonly #status = this.state('');
  /** The code that was sent when it was complete, else empty. */
  #sentCode = '';

  override connectedCallback(): void {
    super.connectedCallback();
    prepareAnnouncements();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#input) this.#input.value = '';
  }

  // The code field is the one thing to use here, and its description says what it is for.
  override begin(): void {
    this.#input?.focus();
  }

  protected override willUpdate(): void {
    const { challenge } = this.props;
    const former = this.#challenge;
    this.#challenge = challenge;
    if (challenge === former || challenge.resendIn === null) return;
    // A longer pause than what was left of the former one: the code was sent again.
    const isResent = former !== null && former.resendIn !== null && challenge.resendIn > this.#resendPause.left;
    const phone = numberInSentence(challenge.sentTo);
    this.#status.value = isResent ? msg(str`A new code is on its way to ${phone}.`) : '';
    this.#resendPause.start(challenge.resendIn);
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** The code without what a message or the user puts between its digits. */
  get #code(): string {
    return (this.#input?.value ?? '').replaceAll(/[\s-]/g, '');
  }

  get #isComplete(): boolean {
    return this.#code.length === this.props.challenge.length;
  }

  /** Sends a code once it is complete: typed, pasted or filled in. The same code is not sent a second time. */
  #sendComplete(): void {
    const code = this.#code;
    if (!this.#isComplete || code === this.#sentCode) return;
    this.#sentCode = code;
    if (!this.props.isOffline) announce(msg('Checking your code…'));
    this.props.onAnswer({ code });
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.#isMissing.value = !this.#isComplete;
    if (this.#isComplete) return this.props.onAnswer({ code: this.#code });
    await this.updateComplete;
    this.#input?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank, draft } = this.props;
    const phone = numberInSentence(challenge.sentTo);
    const error = this.#error();
    return html`
      <h1 tabindex="-1" ${setText(msg('Enter your code'))}></h1>
      <p
        id="code-source"
        ${setText(
          challenge.channel === 'sms'
            ? msg(str`${bank} sent a code by text message to ${phone}.`)
            : msg(str`Open the ${bank} app or your authenticator app, and enter the code it shows.`),
        )}
      ></p>
      <form novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="code" ${setText(msg(str`${formatNumber(challenge.length)}-digit code`))}></label>
          <input
            id="code"
            class="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="send"
            translate="no"
            required
            .value=${draft && 'code' in draft ? draft.code : ''}
            aria-invalid=${error ? 'true' : 'false'}
            aria-describedby="${error ? 'code-error' : 'code-source'} code-sending"
            @input=${this.#sendComplete}
          />
          <p class="error" id="code-error" ?hidden=${!error} ${setText(error)}></p>
          <p class="hint" id="code-sending" ${setText(msg('We’ll check it as soon as you enter the last digit.'))}></p>
        </div>
        <button class="primary" type="submit" ${setText(msg('Confirm'))}></button
        >${challenge.resendIn === null ? nothing : this.#renderResend()}
      </form>
      <p class="visually-hidden" role="status" ${setText(this.#status.value)}></p>
    `;
  }

  /** The seconds are beside the button: its name must not change while a screen reader is on it. */
  #renderResend(): TemplateResult {
    const { left } = this.#resendPause;
    const isEarly = left > 0;
    // Not `disabled`: the button would lose the focus.
    return html`<button
        class="secondary"
        type="button"
        aria-disabled=${isEarly ? 'true' : 'false'}
        @click=${() => (isEarly ? (this.#status.value = pauseText(left)) : this.props.onResend())}
        ${setText(msg('Send a new code'))}
      ></button>
      <p class="hint resend-pause" ?hidden=${!isEarly} ${setText(isEarly ? pauseText(left) : '')}></p>`;
  }

  #error(): string {
    const { triesLeft, length } = this.props.challenge;
    if (this.#isMissing.value) return msg(str`Enter all ${formatNumber(length)} digits of the code.`);
    if (triesLeft === undefined) return '';
    return `${msg('That code isn’t right. Check it and try again.')} ${triesLeftText(triesLeft)}`;
  }
}

function pauseText(seconds: number): string {
  return msg(str`You can ask for a new code in ${formatNumber(seconds)} s.`);
}
