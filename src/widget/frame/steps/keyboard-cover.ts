import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { says } from '../i18n/says.ts';
import { Step } from './step.ts';

/**
 * In front of a form whose keyboard was taken. The focus is on the heading, not on the button: whoever types on without
 * looking must not press it.
 */
export class KeyboardCover extends Step {
  static override properties = { onContinue: { attribute: false }, onLeave: { attribute: false } };

  /** The user has read it and goes on. */
  declare onContinue: () => void;
  declare onLeave: () => void;

  protected override render(): TemplateResult {
    return html`
      <div class="result" data-kind="failure">
        <span class="sign" aria-hidden="true"></span>
        <h1 tabindex="-1" ${says(msg('Your typing was interrupted'))}></h1>
        <p
          ${says(
            msg(
              'Another part of this page took the keyboard, so we covered your form. What you typed last may have gone there.',
            ),
          )}
        ></p>
        <p ${says(msg('Go on only if you trust this page.'))}></p>
      </div>
      <div class="actions">
        <button class="primary" type="button" @click=${this.onContinue} ${says(msg('Go on'))}></button>
        <button class="quiet" type="button" @click=${this.onLeave} ${says(msg('Leave'))}></button>
      </div>
    `;
  }
}
