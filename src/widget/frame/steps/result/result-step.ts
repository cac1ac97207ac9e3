import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { failureText } from './failure-text.ts';
import { isolate } from '../../i18n/localization.ts';
import type { Failure } from '../../flow/failure.ts';
import type { Remedy } from '../../flow/remedies.ts';
import { Step } from '../step.ts';
import { says } from '../../i18n/says.ts';

/** The end of the road, or a turn in it: connected, or what happened and what to do now. */
export class ResultStep extends Step {
  static override properties = {
    failure: { attribute: false },
    remedies: { attribute: false },
    bank: { attribute: false },
    applicationName: { attribute: false },
    helpUrl: { attribute: false },
    onRemedy: { attribute: false },
    onLeave: { attribute: false },
  };

  /** Null: the bank is connected. */
  declare failure: Failure | null;
  declare remedies: readonly Remedy[];
  /** Names as far as they are known by now. */
  declare bank: string | undefined;
  declare applicationName: string | undefined;
  /** The bank's own page for people who can't get in; null where it has none. */
  declare helpUrl: string | null;
  declare onRemedy: (remedy: Remedy) => void;
  declare onLeave: () => void;

  constructor() {
    super();
    this.failure = null;
    this.remedies = [];
    this.helpUrl = null;
  }

  protected override render(): TemplateResult {
    const bank = this.bank === undefined ? msg('Your bank') : isolate(this.bank);
    const app = this.applicationName === undefined ? msg('The application') : isolate(this.applicationName);
    return this.failure === null ? this.#renderSuccess(bank, app) : this.#renderFailure(this.failure, bank, app);
  }

  #renderSuccess(bank: string, app: string): TemplateResult {
    return html`
      <div class="result" data-kind="success">
        <span class="sign" aria-hidden="true"></span>
        <h1 tabindex="-1" ${says(msg('Your bank is connected'))}></h1>
        <p ${says(msg(str`${app} is now linked to your account at ${bank}.`))}></p>
      </div>
      <div class="actions">
        <button class="primary" type="button" @click=${this.onLeave} ${says(msg('Done'))}></button>
      </div>
    `;
  }

  #renderFailure(failure: Failure, bank: string, app: string): TemplateResult {
    const { title, text } = failureText(failure, bank, app, this.remedies);
    const [first, ...rest] = this.remedies;
    const locked = failure === 'account-locked' || failure === 'invalid-credentials';
    return html`
      <div class="result" data-kind="failure">
        <span class="sign" aria-hidden="true"></span>
        <h1 tabindex="-1" ${says(title)}></h1>
        <p ${says(text)}></p>
        ${
          locked && this.helpUrl !== null
            ? html`<p>
                <a href=${this.helpUrl} target="_blank" rel="noopener noreferrer">
                  <span ${says(msg(str`Help with signing in at ${bank}`))}></span>
                  <span class="visually-hidden" ${says(msg('(opens in a new tab)'))}></span>
                </a>
              </p>`
            : nothing
        }
      </div>
      <div class="actions">
        ${first ? this.#renderRemedy(first, 'primary') : nothing}${rest.map((each) => this.#renderRemedy(each, 'secondary'))}<button
          class=${first ? 'quiet' : 'primary'}
          type="button"
          @click=${this.onLeave}
          ${says(msg('Leave'))}
        ></button>
      </div>
    `;
  }

  #renderRemedy(remedy: Remedy, kind: string): TemplateResult {
    return html`<button
      class=${kind}
      type="button"
      @click=${() => this.onRemedy(remedy)}
      ${says(remedy === 'retry' ? msg('Try again') : msg('Choose another bank'))}
    ></button>`;
  }
}
