import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { isolate } from '../i18n/localization.ts';
import { Step } from './step.ts';
import { says } from '../i18n/says.ts';

/** The session or a bank's form is on its way. */
export class WaitingStep extends Step {
  static override properties = { bank: { attribute: false }, onBack: { attribute: false } };

  /** The chosen bank's name; undefined where none is chosen yet. */
  declare bank: string | undefined;
  /** Back to the bank list; null where there is nothing to choose. */
  declare onBack: (() => void) | null;

  protected override render(): TemplateResult {
    const { bank } = this;
    return html`
      <div class="waiting">
        <div class="spinner" aria-hidden="true"></div>
        <h1 tabindex="-1" ${says(bank === undefined ? msg('Loading…') : msg(str`Opening ${isolate(bank)}…`))}></h1>
      </div>
      ${
        this.onBack
          ? html`<button
              class="quiet"
              type="button"
              @click=${this.onBack}
              ${says(msg('Choose another bank'))}
            ></button>`
          : nothing
      }
    `;
  }
}
