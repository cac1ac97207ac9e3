import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Institution } from '../../../shared/widget-api.ts';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { bankMark } from './institution/bank-mark.ts';

export type ConsentProps = {
  institution: Institution;
  applicationName: string;
  onAgree: () => void;
  /** Goes back to the bank list. */
  onBack: () => void;
};

/** Says which application asks, what it will see, and what it will never see. */
export function consentStep({ institution, applicationName, onAgree, onBack }: ConsentProps): TemplateResult {
  const app = isolate(applicationName);
  const bank = isolate(institution.name);
  return html`
    <header class="bank-header">
      ${bankMark(institution)}
      <h1 tabindex="-1" ${setText(msg(str`Connect ${bank} to ${app}?`))}></h1>
    </header>
    ${statusWarning(institution)}
    <ul class="facts">
      <li data-fact="shared">
        <strong ${setText(msg(str`${app} will see`))}></strong>
        <span ${setText(msg('your accounts, balances and transactions, and the account holder’s name'))}></span>
      </li>
      <li data-fact="never">
        <strong ${setText(msg(str`${app} will never see`))}></strong>
        <span ${setText(msg('your user name, password or codes. And it can’t move your money.'))}></span>
      </li>
      <li data-fact="revoke">
        <strong ${setText(msg('You can end this at any time'))}></strong>
        <span ${setText(msg(str`in ${app}, or at ${bank}`))}></span>
      </li>
    </ul>
    <div class="actions">
      <button class="primary" type="button" @click=${onAgree} ${setText(msg('Agree and continue'))}></button>
      <button class="quiet" type="button" @click=${onBack} ${setText(msg('Choose another bank'))}></button>
    </div>
  `;
}

function statusWarning({ status, name }: Institution): TemplateResult | typeof nothing {
  if (status === 'ok') return nothing;
  const bank = isolate(name);
  const text =
    status === 'slow'
      ? msg(str`${bank} is responding slowly. Connecting may take a few minutes.`)
      : msg(str`${bank} isn’t responding right now. You can try, but it may not work until later.`);
  return html`<p class="trouble" data-status=${status} ${setText(text)}></p>`;
}
