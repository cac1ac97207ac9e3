import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Institution } from '../../../shared/widget-api.ts';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { icon } from '../theme/icons.ts';

export type ConsentProps = {
  institution: Institution;
  applicationName: string;
  onAgree: () => void;
};

/** Says which application asks, what it will see, and what it will never see. */
export function consentStep({ institution, applicationName, onAgree }: ConsentProps): TemplateResult {
  const app = isolate(applicationName);
  const bank = isolate(institution.name);
  return html`
    <h1 tabindex="-1" ${setText(msg(str`Connect ${bank} to ${app}?`))}></h1>
    ${statusWarning(institution)}
    <ul class="facts">
      <li data-fact="shared">
        ${icon('eye')}
        <strong ${setText(msg(str`${app} will see`))}></strong>
        <span ${setText(msg('your accounts, balances and transactions, and the account holder’s name'))}></span>
      </li>
      <li data-fact="never">
        ${icon('eye-off')}
        <strong ${setText(msg(str`${app} will never see`))}></strong>
        <span ${setText(msg('your user name, password or codes. And it can’t move your money.'))}></span>
      </li>
      <li data-fact="revoke">
        ${icon('end')}
        <strong ${setText(msg('You can end this at any time'))}></strong>
        <span ${setText(msg(str`in ${app}, or at ${bank}`))}></span>
      </li>
    </ul>
    <div class="actions">
      <button class="primary" type="button" @click=${onAgree} ${setText(msg('Agree and continue'))}></button>
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
  return html`<p class="trouble" data-status=${status}>${icon('clock')}<span ${setText(text)}></span></p>`;
}
