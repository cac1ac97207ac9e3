import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { localText } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { triesLeftText } from '../credentials/tries-left-text.ts';
import { nextOnEnter } from '../../input/next-on-enter.ts';
import { Step } from '../step.ts';
import type { Answer } from './answer.ts';

export type QuestionsProps = {
  challenge: Extract<Challenge, { type: 'questions' }>;
  /** The bank's name, isolated. */
  bank: string;
  /** An answer that has not arrived; else null. */
  draft: Answer | null;
  onAnswer: (answer: Answer) => void;
};

/** The bank's own security questions. */
export class QuestionsChallenge extends Step<QuestionsProps> {
  /** The ids of the questions without an answer. */
  readonly #missing = this.state<ReadonlySet<string>>(new Set());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const input of this.querySelectorAll('input')) input.value = '';
  }

  override begin(): void {
    if (this.props.challenge.triesLeft === undefined) super.begin();
    else this.querySelector('input')?.focus();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const inputs = Array.from(this.querySelectorAll('input'));
    const missing = new Set(inputs.filter(({ value }) => value.trim() === '').map(({ name }) => name));
    this.#missing.value = missing;
    if (missing.size === 0) {
      return this.props.onAnswer({ answers: Object.fromEntries(inputs.map(({ name, value }) => [name, value])) });
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, bank, draft } = this.props;
    const answers = new Map(draft && 'answers' in draft ? Object.entries(draft.answers) : []);
    const { triesLeft } = challenge;
    const missing = this.#missing.value;
    const isWrong = triesLeft !== undefined && missing.size === 0;
    return html`
      <h1 tabindex="-1" ${setText(msg('Answer your security questions'))}></h1>
      <p ${setText(msg(str`${bank} asks these questions to make sure it’s you.`))}></p>
      <p
        class="error"
        id="wrong-answers"
        ?hidden=${!isWrong}
        ${setText(isWrong ? `${msg('At least one answer isn’t right.')} ${triesLeftText(triesLeft)}` : '')}
      ></p>
      <form novalidate @submit=${this.#submit} @keydown=${nextOnEnter}>
        ${challenge.questions.map(({ id, label }, index) => {
          const isMissing = missing.has(id);
          return html`<div class="field">
            <label for="question-${id}" ${setText(localText(label))}></label>
            <input
              id="question-${id}"
              name=${id}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              autocorrect="off"
              spellcheck="false"
              enterkeyhint=${index === challenge.questions.length - 1 ? 'send' : 'next'}
              translate="no"
              required
              .value=${answers.get(id) ?? ''}
              aria-invalid=${isMissing || isWrong ? 'true' : 'false'}
              aria-describedby=${isWrong ? 'wrong-answers' : `question-${id}-error`}
            />
            <p
              class="error"
              id="question-${id}-error"
              ?hidden=${!isMissing}
              ${setText(isMissing ? msg('Answer this question.') : '')}
            ></p>
          </div>`;
        })}<button class="primary" type="submit" ${setText(msg('Confirm'))}></button>
      </form>
    `;
  }
}
