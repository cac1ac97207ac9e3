import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';

export type WaitingProps = {
  /** The chosen bank's name; undefined before one is chosen. */
  bank: string | undefined;
};

/** Shown while the session or a bank's form is loading. */
export function waitingStep({ bank }: WaitingProps): TemplateResult {
  return html`
    <div class="waiting">
      <div class="spinner" aria-hidden="true"></div>
      <h1 tabindex="-1" ${setText(bank === undefined ? msg('Loading…') : msg(str`Opening ${isolate(bank)}…`))}></h1>
    </div>
  `;
}
