import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { setText } from '../i18n/set-text.ts';
import { icon } from '../theme/icons.ts';

export type KeyboardCoverProps = { onContinue: () => void };

/**
 * Covers a form after another part of the host page took the keyboard. The heading has the focus and not the button: a
 * user who types on without looking must not press it.
 */
export function keyboardCover({ onContinue }: KeyboardCoverProps): TemplateResult {
  return html`
    <div class="result" data-kind="failure">
      <span class="sign">${icon('alert')}</span>
      <h1 tabindex="-1" ${setText(msg('Your typing was interrupted'))}></h1>
      <p
        ${setText(
          msg(
            'Another part of this page took over your keyboard, so we covered your form. What you typed last may have gone there.',
          ),
        )}
      ></p>
      <p ${setText(msg('Continue only if you trust this page.'))}></p>
    </div>
    <div class="actions">
      <button class="primary" type="button" @click=${onContinue} ${setText(msg('Continue'))}></button>
    </div>
  `;
}
