import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { isolate } from '../../i18n/localization.ts';
import { numberAsChoice } from '../../i18n/masked-number.ts';
import { setText } from '../../i18n/set-text.ts';
import { Step } from '../step.ts';
import type { Answer } from './answer.ts';

export type ChoiceProps = {
  challenge: Extract<Challenge, { type: 'choice' }>;
  /** The bank's name, isolated. */
  bank: string;
  /** An answer that has not arrived; else null. */
  draft: Answer | null;
  onAnswer: (answer: Answer) => void;
};

/** A choice of one: which phone gets the code, or which holder's accounts are linked. */
export class ChoiceChallenge extends Step<ChoiceProps> {
  readonly #isMissing = this.state(false);

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const chosen = this.querySelector<HTMLInputElement>('input:checked');
    this.#isMissing.value = !chosen;
    if (chosen) return this.props.onAnswer({ option: chosen.value });
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank, draft } = this.props;
    const isMissing = this.#isMissing.value;
    const isPhone = challenge.subject === 'phone';
    return html`
      <h1
        tabindex="-1"
        id="choice-title"
        ${setText(isPhone ? msg('Where do you want your code?') : msg('Whose accounts do you want to connect?'))}
      ></h1>
      <p
        id="choice-text"
        ${setText(
          isPhone
            ? msg(str`${bank} will send a code by text message to the phone you choose.`)
            : msg(
                str`At ${bank}, you have access to accounts of more than one account holder. Choose which to connect.`,
              ),
        )}
      ></p>
      <form novalidate @submit=${this.#submit}>
        <div
          class="choices"
          role="radiogroup"
          aria-labelledby="choice-title"
          aria-describedby="choice-text choice-error"
          aria-required="true"
          aria-invalid=${isMissing ? 'true' : 'false'}
        >
          ${challenge.options.map(
            ({ id, label }) =>
              html`<label class="choice">
                <input
                  type="radio"
                  name="option"
                  .value=${id}
                  .checked=${draft !== null && 'option' in draft && draft.option === id}
                  @change=${() => (this.#isMissing.value = false)}
                />
                <span ${setText(isPhone ? numberAsChoice(label) : isolate(label))}></span>
              </label>`,
          )}
        </div>
        <p
          class="error"
          id="choice-error"
          ?hidden=${!isMissing}
          ${setText(isMissing ? msg('Choose an option to continue.') : '')}
        ></p>
        <button class="primary" type="submit" ${setText(msg('Continue'))}></button>
      </form>
    `;
  }
}
