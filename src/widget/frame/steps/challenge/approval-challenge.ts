import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { isolate } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { says } from '../../i18n/says.ts';

/** The user approves in the bank's own app; here there is nothing to do but wait. */
export class ApprovalChallenge extends Step {
  static override properties = { challenge: { attribute: false }, bank: { attribute: false } };

  declare challenge: Extract<Challenge, { type: 'approval' }>;
  declare bank: string;

  protected override render(): TemplateResult {
    const { bank } = this;
    const device = isolate(this.challenge.device);
    return html`
      <h1 tabindex="-1" ${says(msg(str`Approve in ${bank}’s app`))}></h1>
      <ol class="todo">
        <li ${says(msg(str`Open ${bank}’s app on ${device}.`))}></li>
        <li
          ${says(msg('Approve the request that it shows. No message came? Open the app anyway: it waits there.'))}
        ></li>
        <li ${says(msg('Come back here. This window goes on by itself.'))}></li>
      </ol>
      <div class="spinner" aria-hidden="true"></div>
      <p class="hint centered" ${says(msg('Waiting for your approval…'))}></p>
    `;
  }
}
