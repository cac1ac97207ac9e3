import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge, Institution } from '../../../../shared/widget-api.ts';
import type { Answer } from './answer.ts';
import { isolate } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { says } from '../../i18n/says.ts';

/** The bank wants more than the credentials: one small element for each kind of challenge, and the time there is. */
export class ChallengeStep extends Step {
  static override properties = {
    challenge: { attribute: false },
    institution: { attribute: false },
    requestFailed: { attribute: false },
    onAnswer: { attribute: false },
    onExtend: { attribute: false },
    onResend: { attribute: false },
    onExpire: { attribute: false },
    onCancel: { attribute: false },
  };

  declare challenge: Challenge;
  declare institution: Institution;
  /** A request for more time or another code got no answer. */
  declare requestFailed: boolean;
  declare onAnswer: (answer: Answer) => void;
  declare onExtend: () => void;
  declare onResend: () => void;
  /** The time to answer is over: ask the server what that means. */
  declare onExpire: () => void;
  /** Gives up and goes back to the form. */
  declare onCancel: () => void;

  // Each kind takes the focus where it is needed, as soon as it is there.
  protected override firstUpdated(): void {}

  override begin(): void {
    (this.firstElementChild as Step | null)?.begin();
  }

  /** The button that was pressed goes away or can't be pressed for a while, and one wants to go on typing. */
  #ask(what: () => void): void {
    what();
    (this.querySelector('input') ?? this.querySelector('h1'))?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge } = this;
    return html`
      ${this.#renderKind()}
      <time-limit
        .expiresIn=${challenge.expiresIn}
        .extensionsLeft=${challenge.extensionsLeft}
        .onExtend=${() => this.#ask(this.onExtend)}
        .onExpire=${this.onExpire}
      ></time-limit>
      <p class="error" role="status" ${says(this.requestFailed ? this.#requestFailedText() : '')}></p>
      <button class="quiet" type="button" @click=${this.onCancel} ${says(msg('Cancel'))}></button>
    `;
  }

  #requestFailedText(): string {
    return msg('That did not reach the bank. Check your internet connection and try again.');
  }

  #renderKind(): TemplateResult {
    const { challenge, onAnswer } = this;
    const bank = isolate(this.institution.name);
    switch (challenge.type) {
      case 'one-time-code':
        return html`<code-challenge
          .challenge=${challenge}
          .bank=${bank}
          .onAnswer=${onAnswer}
          .onResend=${() => this.#ask(this.onResend)}
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
