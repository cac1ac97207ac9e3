import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge, Institution } from '../../shared/widget-api.ts';
import type { Answer } from './challenge/answer.ts';
import { isolate } from './localization.ts';
import { Step } from './step.ts';

/** The bank wants more than the credentials: one small element for each kind of challenge, and the time there is. */
export class ChallengeStep extends Step {
  static override properties = {
    challenge: { attribute: false },
    institution: { attribute: false },
    onAnswer: { attribute: false },
    onExtend: { attribute: false },
    onResend: { attribute: false },
    onExpire: { attribute: false },
    onCancel: { attribute: false },
  };

  declare challenge: Challenge;
  declare institution: Institution;
  declare onAnswer: (answer: Answer) => void;
  declare onExtend: () => void;
  declare onResend: () => void;
  /** The time to answer is over: ask the server what that means. */
  declare onExpire: () => void;
  /** Gives up and goes back to the form. */
  declare onCancel: () => void;

  // Each kind takes the focus where it is needed.
  protected override firstUpdated(): void {}

  protected override render(): TemplateResult {
    const { challenge } = this;
    return html`
      ${this.#renderKind()}
      <time-limit
        .expiresIn=${challenge.expiresIn}
        .extensionsLeft=${challenge.extensionsLeft}
        .onExtend=${this.onExtend}
        .onExpire=${this.onExpire}
      ></time-limit>
      <button class="quiet" type="button" @click=${this.onCancel}>${msg('Cancel')}</button>
    `;
  }

  #renderKind(): TemplateResult {
    const { challenge, onAnswer, onResend } = this;
    const bank = isolate(this.institution.name);
    switch (challenge.type) {
      case 'one-time-code':
        return html`<code-challenge
          .challenge=${challenge}
          .bank=${bank}
          .onAnswer=${onAnswer}
          .onResend=${onResend}
        ></code-challenge>`;
      case 'questions':
        return html`<questions-challenge
          .challenge=${challenge}
          .bank=${bank}
          .onAnswer=${onAnswer}
        ></questions-challenge>`;
      case 'choice':
        return html`<choice-challenge .challenge=${challenge} .bank=${bank} .onAnswer=${onAnswer}></choice-challenge>`;
      default:
        return html`<approval-challenge .challenge=${challenge} .bank=${bank}></approval-challenge>`;
    }
  }
}
