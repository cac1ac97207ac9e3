import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Application, Institution } from '../../../shared/widget-api.ts';
import { araucaria, isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { icon } from '../theme/icons.ts';
import { externalLink } from './external-link.ts';

export type ConsentProps = {
  institution: Institution;
  application: Application;
  onAgree: () => void;
};

/**
 * Says which application asks, what it will see and what it will never see, what Araucaria does, and until when. It promises
 * only what is true for every application; what depends on one is a link to its own page.
 */
export function consentStep({ institution, application, onAgree }: ConsentProps): TemplateResult {
  const app = isolate(application.name);
  const bank = isolate(institution.name);
  const { disconnectUrl } = application;
  return html`
    <h1 tabindex="-1" ${setText(msg(str`Connect ${bank} to ${app}?`))}></h1>
    ${statusWarning(institution)}
    <ul class="facts">
      <li data-fact="shared">
        ${icon('eye')}
        <strong ${setText(msg(str`${app} will see`))}></strong>
        <span ${setText(msg('your accounts, balances and transactions, and the account holder’s name.'))}></span>
      </li>
      <li data-fact="never">
        ${icon('eye-off')}
        <strong ${setText(msg(str`${app} will never see`))}></strong>
        <span ${setText(msg('your user name, password or codes. And it can’t move your money.'))}></span>
      </li>
      <li data-fact="service">
        ${icon('araucaria')}
        <strong ${setText(msg(str`${araucaria} reads the data for ${app}`))}></strong>
        <span
          ${setText(
            msg(
              str`It passes what you enter to ${bank}, keeps the access, and reads new data regularly until it is disconnected.`,
            ),
          )}
        ></span
        >${disconnectUrl === null ? nothing : externalLink(disconnectUrl, msg('How to disconnect'))}
      </li>
    </ul>
    ${renderPages(application)}
    <div class="actions">
      <button class="primary" type="button" @click=${onAgree} ${setText(msg('Agree and continue'))}></button>
    </div>
  `;
}

/** The application's own terms, where it has given them. */
function renderPages({ name, termsUrl, privacyUrl }: Application): TemplateResult | typeof nothing {
  const links = [
    ...(termsUrl === null ? [] : [externalLink(termsUrl, msg('Terms'))]),
    ...(privacyUrl === null ? [] : [externalLink(privacyUrl, msg('Privacy'))]),
  ];
  return links.length ? html`<p class="links"><bdi translate="no" ${setText(`${name}:`)}></bdi>${links}</p>` : nothing;
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
