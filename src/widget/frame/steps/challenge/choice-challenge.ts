import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { Step } from '../step.ts';
import type { Answer } from './answer.ts';
import { says } from '../../i18n/says.ts';

/** One of several: which phone gets the code, whose accounts are linked. */
export class ChoiceChallenge extends Step {
  static override properties = {
    challenge: { attribute: false },
    bank: { attribute: false },
    onAnswer: { attribute: false },
    missing: { state: true },
  };

  declare challenge: Extract<Challenge, { type: 'choice' }>;
  declare bank: string;
  declare onAnswer: (answer: Answer) => void;

  declare private missing: boolean;

  constructor() {
    super();
    this.missing = false;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const chosen = this.querySelector<HTMLInputElement>('input:checked');
    this.missing = !chosen;
    if (chosen) return this.onAnswer({ option: chosen.value });
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank } = this;
    const phone = challenge.subject === 'phone';
    return html`
      <h1
        tabindex="-1"
        id="choice-title"
        ${says(phone ? msg('Where should the code go?') : msg('Whose accounts?'))}
      ></h1>
      <p
        id="choice-text"
        ${says(
          phone
            ? msg(str`${bank} will send a code by text message to the phone you choose.`)
            : msg(str`You can see the accounts of more than one holder at ${bank}. Choose which ones to link.`),
        )}
      ></p>
      <form novalidate @submit=${this.#submit}>
        <div
          class="choices"
          role="radiogroup"
          aria-labelledby="choice-title"
          aria-describedby="choice-text choice-error"
          aria-required="true"
          aria-invalid=${this.missing ? 'true' : 'false'}
        >
          ${challenge.options.map(
            ({ id, label }) =>
              html`<label class="choice">
                <input type="radio" name="option" .value=${id} @change=${() => (this.missing = false)} />
                <bdi translate="no" ${says(label)}></bdi>
              </label>`,
          )}
        </div>
        <p
          class="error"
          id="choice-error"
          ?hidden=${!this.missing}
          ${says(this.missing ? msg('Choose one of these.') : '')}
        ></p>
        <button class="primary" type="submit" ${says(msg('Continue'))}></button>
      </form>
    `;
  }
}
