import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge, Institution } from '../../../../shared/widget-api.ts';
import { isolate } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { Step } from '../step.ts';
import type { Answer } from './answer.ts';
import type { ApprovalProps } from './approval-challenge.ts';
import type { ChoiceProps } from './choice-challenge.ts';
import type { CodeProps } from './code-challenge.ts';
import type { QuestionsProps } from './questions-challenge.ts';
import type { TimeLimitProps } from './time-limit.ts';

export type ChallengeProps = {
  challenge: Challenge;
  institution: Institution;
  /** An answer that has not arrived, to be sent again; else null. */
  draft: Answer | null;
  /** Whether there is no network, so that nothing is sent. */
  isOffline: boolean;
  /** Whether a request for more time or another code got no answer. */
  requestFailed: boolean;
  onAnswer: (answer: Answer) => void;
  onExtend: () => void;
  onResend: () => void;
  /** The time to answer is over. */
  onExpire: () => void;
};

/** What the bank asks for after the credentials: one element for each type of challenge, and the time limit. */
export class ChallengeStep extends Step<ChallengeProps> {
  // The element of the challenge takes the focus when it has rendered.
  protected override firstUpdated(): void {}

  override begin(): void {
    (this.firstElementChild as Step | null)?.begin();
  }

  /** Makes a request, and moves the focus: the button that was pressed disappears or is disabled for a while. */
  #request(send: () => void): void {
    send();
    (this.querySelector('input') ?? this.querySelector('h1'))?.focus();
  }

  protected override render(): TemplateResult {
    const { challenge, draft, requestFailed, onExtend, onExpire } = this.props;
    const { expiresIn, extensionsLeft } = challenge;
    const limit = { expiresIn, extensionsLeft, onExtend: () => this.#request(onExtend), onExpire };
    const error = requestFailed
      ? msg('We got no response, so we don’t know if that worked. Check your internet connection and try again.')
      : draft
        ? msg('Your answer didn’t arrive. Send it again.')
        : '';
    return html`
      ${this.#renderType()}
      <time-limit .props=${limit satisfies TimeLimitProps}></time-limit>
      <p class="error" role="status" ${setText(error)}></p>
    `;
  }

  #renderType(): TemplateResult {
    const { challenge, institution, draft, isOffline, onAnswer, onResend } = this.props;
    const bank = isolate(institution.name);
    switch (challenge.type) {
      case 'one-time-code': {
        const props = { challenge, bank, draft, isOffline, onAnswer, onResend: () => this.#request(onResend) };
        return html`<code-challenge .props=${props satisfies CodeProps}></code-challenge>`;
      }
      case 'questions':
        return html`<questions-challenge
          .props=${{ challenge, bank, draft, onAnswer } satisfies QuestionsProps}
        ></questions-challenge>`;
      case 'choice':
        return html`<choice-challenge
          .props=${{ challenge, bank, draft, onAnswer } satisfies ChoiceProps}
        ></choice-challenge>`;
      default:
        return html`<approval-challenge .props=${{ challenge, bank } satisfies ApprovalProps}></approval-challenge>`;
    }
  }
}
