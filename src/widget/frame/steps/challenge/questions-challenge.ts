import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { localText } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { triesLeftText } from '../credentials/tries-left-text.ts';
import type { Answer } from './answer.ts';
import { says } from '../../i18n/says.ts';

/** The bank's own security questions. */
export class QuestionsChallenge extends Step {
  static override properties = {
    challenge: { attribute: false },
    bank: { attribute: false },
    onAnswer: { attribute: false },
    missing: { state: true },
  };

  declare challenge: Extract<Challenge, { type: 'questions' }>;
  declare bank: string;
  declare onAnswer: (answer: Answer) => void;

  /** The questions without an answer. */
  declare private missing: ReadonlySet<string>;

  constructor() {
    super();
    this.missing = new Set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const input of this.querySelectorAll('input')) input.value = '';
  }

  override begin(): void {
    if (this.challenge.triesLeft === undefined) super.begin();
    else this.querySelector('input')?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const inputs = Array.from(this.querySelectorAll('input'));
    this.missing = new Set(inputs.filter(({ value }) => value.trim() === '').map(({ name }) => name));
    if (this.missing.size === 0) {
      return this.onAnswer({ answers: Object.fromEntries(inputs.map(({ name, value }) => [name, value])) });
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank } = this;
    const { triesLeft } = challenge;
    const wrong = triesLeft !== undefined && this.missing.size === 0;
    return html`
      <h1 tabindex="-1" ${says(msg('Answer your security questions'))}></h1>
      <p ${says(msg(str`${bank} asks what you told it when you opened your account.`))}></p>
      <p
        class="error"
        id="wrong-answers"
        ?hidden=${!wrong}
        ${says(wrong ? `${msg('At least one answer is not right.')} ${triesLeftText(triesLeft)}` : '')}
      ></p>
      <form novalidate @submit=${this.#submit}>
        ${challenge.questions.map(({ id, label }) => {
          const missing = this.missing.has(id);
          return html`<div class="field">
            <label for="question-${id}" ${says(localText(label))}></label>
            <input
              id="question-${id}"
              name=${id}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              autocorrect="off"
              spellcheck="false"
              translate="no"
              required
              aria-invalid=${missing || wrong ? 'true' : 'false'}
              aria-describedby=${wrong ? 'wrong-answers' : `question-${id}-error`}
            />
            <p
              class="error"
              id="question-${id}-error"
              ?hidden=${!missing}
              ${says(missing ? msg('Answer this question.') : '')}
            ></p>
          </div>`;
        })}<button class="primary" type="submit" ${says(msg('Confirm'))}></button>
      </form>
    `;
  }
}
