import { html, nothing, type TemplateResult } from 'lit';
import type { Challenge, Institution } from '../../shared/widget-api.ts';
import { Step } from './step.ts';
import { countText, text } from './strings.ts';

/** The bank's second factor: a one-time code. */
export class ChallengeStep extends Step {
  static override properties = {
    challenge: { attribute: false },
    institution: { attribute: false },
    onAnswer: { attribute: false },
    onExpire: { attribute: false },
    missing: { state: true },
  };

  declare challenge: Challenge;
  declare institution: Institution;
  declare onAnswer: (code: string) => void;
  /** The time to answer is over: ask the server what that means. */
  declare onExpire: () => void;

  declare private missing: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.missing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => this.onExpire(), this.challenge.expiresIn * 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    for (const input of this.querySelectorAll('input')) input.value = '';
  }

  // There is one thing to do here, and what it is about is the field's description.
  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    // Pasted from a message, a code often has a blank in its middle.
    const code = (this.querySelector('input')?.value ?? '').replaceAll(/[\s-]/g, '');
    this.missing = code.length !== this.challenge.length;
    if (!this.missing) return this.onAnswer(code);
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { channel, sentTo, length, expiresIn } = this.challenge;
    const bank = this.institution.name;
    const error = this.#error();
    return html`
      <h1 tabindex="-1">${text('challenge.title')}</h1>
      <p id="code-source">${text(`challenge.${channel}`, { bank, phone: sentTo })}</p>
      <form novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="code">${text('challenge.label', { count: length })}</label>
          <input
            id="code"
            class="code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck="false"
            required
            aria-invalid=${error ? 'true' : 'false'}
            aria-describedby=${error ? 'code-error code-time' : 'code-source code-time'}
          />
          ${error ? html`<p class="error" id="code-error">${error}</p>` : nothing}
          <p class="hint" id="code-time">${countText('challenge.time', Math.max(1, Math.round(expiresIn / 60)))}</p>
        </div>
        <button class="primary" type="submit">${text('challenge.submit')}</button>
      </form>
    `;
  }

  #error(): string {
    if (this.missing) return text('challenge.missing', { count: this.challenge.length });
    const { triesLeft } = this.challenge;
    if (triesLeft === undefined) return '';
    return `${text('challenge.wrong')} ${countText('credentials.left', triesLeft)}`;
  }
}
