import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Institution } from '../../../shared/widget-api.ts';
import { bankMark } from './institution/bank-mark.ts';
import { isolate } from '../i18n/localization.ts';
import { Step } from './step.ts';
import { says } from '../i18n/says.ts';

/** Before anything is typed: who asks, for what, and what is never shared. */
export class ConsentStep extends Step {
  static override properties = {
    institution: { attribute: false },
    applicationName: { attribute: false },
    onAgree: { attribute: false },
    onBack: { attribute: false },
  };

  declare institution: Institution;
  declare applicationName: string;
  declare onAgree: () => void;
  /** Back to the bank list. */
  declare onBack: () => void;

  protected override render(): TemplateResult {
    const app = isolate(this.applicationName);
    const bank = isolate(this.institution.name);
    return html`
      <header class="bank-header">
        ${bankMark(this.institution)}
        <h1 tabindex="-1" ${says(msg(str`Link ${bank} to ${app}?`))}></h1>
      </header>
      ${this.#renderTrouble(bank)}
      <ul class="facts">
        <li data-fact="shared">
          <strong ${says(msg(str`${app} will see`))}></strong>
          <span ${says(msg('your accounts, their balances and transactions, and the name of their holder'))}></span>
        </li>
        <li data-fact="never">
          <strong ${says(msg(str`${app} will never see`))}></strong>
          <span ${says(msg('your user name, your password or your codes, and it cannot move money'))}></span>
        </li>
        <li data-fact="revoke">
          <strong ${says(msg('You can end this at any time'))}></strong>
          <span ${says(msg(str`in ${app}, or at ${bank}`))}></span>
        </li>
      </ul>
      <div class="actions">
        <button class="primary" type="button" @click=${this.onAgree} ${says(msg('Agree and continue'))}></button>
        <button class="quiet" type="button" @click=${this.onBack} ${says(msg('Choose another bank'))}></button>
      </div>
    `;
  }

  #renderTrouble(bank: string): TemplateResult | typeof nothing {
    const { status } = this.institution;
    if (status === 'ok') return nothing;
    const words =
      status === 'slow'
        ? msg(str`${bank} is answering slowly today. Linking may take a few minutes.`)
        : msg(str`${bank} is not answering right now. You can try, but it will probably not work until later.`);
    return html`<p class="trouble" data-status=${status} ${says(words)}></p>`;
  }
}
