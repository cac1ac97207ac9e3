import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Challenge } from '../../../../shared/widget-api.ts';
import { isolate } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';

export type ApprovalProps = {
  challenge: Extract<Challenge, { type: 'approval' }>;
  /** The bank's name, isolated. */
  bank: string;
};

/** The user approves in the bank's own app. This step only waits. */
export function approvalChallenge({ challenge, bank }: ApprovalProps): TemplateResult {
  const device = isolate(challenge.device);
  return html`
    <h1 tabindex="-1" ${setText(msg(str`Approve in the ${bank} app`))}></h1>
    <ol class="todo">
      <li ${setText(msg(str`Open the ${bank} app on your device (${device}).`))}></li>
      <li
        ${setText(msg('Approve the request. No notification? Open the app anyway: the request is waiting there.'))}
      ></li>
      <li ${setText(msg('Come back here. We’ll continue automatically.'))}></li>
    </ol>
    <p class="hint waits"><span class="spinner"></span><span ${setText(msg('Waiting for your approval…'))}></span></p>
  `;
}
