import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../flow/failure.ts';
import type { Remedy } from '../../flow/remedies.ts';
import { isolate } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { icon } from '../../theme/icons.ts';
import { externalLink } from '../external-link.ts';
import { failureText } from './failure-text.ts';

export type ResultProps = {
  /** Null if the bank is connected. */
  failure: Failure | null;
  remedies: readonly Remedy[];
  /** The bank's name; undefined if none was chosen. */
  bank: string | undefined;
  /** The application's name; undefined before the session is open. */
  applicationName: string | undefined;
  /** The bank's own page for users who can't sign in; null if it has none. */
  helpUrl: string | null;
  onRemedy: (remedy: Remedy) => void;
  onLeave: () => void;
};

/** The result: the bank is connected, or what happened and what the user can do now. */
export function resultStep(props: ResultProps): TemplateResult {
  const bank = props.bank === undefined ? msg('Your bank') : isolate(props.bank);
  const app = props.applicationName === undefined ? msg('The application') : isolate(props.applicationName);
  return props.failure === null ? success(props, bank, app) : failed(props, props.failure, bank, app);
}

function success({ onLeave }: ResultProps, bank: string, app: string): TemplateResult {
  return html`
    <div class="result" data-kind="success">
      <span class="sign">${icon('check')}</span>
      <h1 tabindex="-1" ${setText(msg('Your bank is connected'))}></h1>
      <p ${setText(msg(str`Your account at ${bank} is now connected to ${app}.`))}></p>
    </div>
    <div class="actions">
      <button class="primary" type="button" @click=${onLeave} ${setText(msg('Done'))}></button>
    </div>
  `;
}

function failed(
  { remedies, helpUrl, onRemedy, onLeave }: ResultProps,
  failure: Failure,
  bank: string,
  app: string,
): TemplateResult {
  const { title, text } = failureText(failure, bank, app, remedies);
  const needsHelp = failure === 'account-locked' || failure === 'invalid-credentials';
  return html`
    <div class="result" data-kind="failure">
      <span class="sign">${icon('alert')}</span>
      <h1 tabindex="-1" ${setText(title)}></h1>
      <p ${setText(text)}></p>
      ${
        needsHelp && helpUrl !== null
          ? html`<p>${externalLink(helpUrl, msg(str`Get help signing in to ${bank}`))}</p>`
          : nothing
      }
    </div>
    <div class="actions">
      ${remedies.map(
        (remedy, index) =>
          html`<button
            class=${index === 0 ? 'primary' : 'secondary'}
            type="button"
            @click=${() => onRemedy(remedy)}
            ${setText(remedy === 'retry' ? msg('Try again') : msg('Choose another bank'))}
          ></button>`,
      )}${
        remedies.length > 0
          ? nothing
          : html`<button class="primary" type="button" @click=${onLeave} ${setText(msg('Close'))}></button>`
      }
    </div>
  `;
}
