import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import type { ShownFailure } from '../../flow/failure.ts';
import type { Remedy } from '../../flow/remedies.ts';
import { isolate } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { icon } from '../../theme/icons.ts';
import { externalLink } from '../external-link.ts';
import { failureText } from './failure-text.ts';

export type ResultProps = {
  /** Null if the bank is connected. */
  failure: ShownFailure | null;
  remedies: readonly Remedy[];
  /** Whether a connection is repaired. */
  isRepair: boolean;
  /** How far the user came: to the form of a bank, to a bank, or to none. */
  reached: 'form' | 'bank' | 'start';
  /** The type of the last challenge; null if the bank asked for nothing. */
  asked: Challenge['type'] | null;
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

function success({ isRepair, onLeave }: ResultProps, bank: string, app: string): TemplateResult {
  return html`
    <div class="result" data-kind="success">
      <span class="sign">${icon('check')}</span>
      <h1 tabindex="-1" ${setText(isRepair ? msg('Your bank is connected again') : msg('Your bank is connected'))}></h1>
      <p
        ${setText(
          isRepair
            ? msg(str`Your account at ${bank} is connected to ${app} again.`)
            : msg(str`Your account at ${bank} is now connected to ${app}.`),
        )}
      ></p>
    </div>
    <div class="actions">
      <button class="primary" type="button" @click=${onLeave} ${setText(msg('Done'))}></button>
    </div>
  `;
}

function failed(
  { remedies, reached, asked, helpUrl, onRemedy, onLeave }: ResultProps,
  failure: ShownFailure,
  bank: string,
  app: string,
): TemplateResult {
  const { title, text } = failureText(failure, { bank, app, reached, asked, remedies });
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
