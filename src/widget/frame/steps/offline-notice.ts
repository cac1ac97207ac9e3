import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';

export type OfflineProps = {
  /**
   * What the missing network means here. `unsent`: what the user did was not sent. `unsure`: it may have arrived. `bank`: the
   * bank goes on meanwhile. `waiting`: something is loading. `nothing`: nothing needs the network yet.
   */
  effect: 'unsent' | 'unsure' | 'bank' | 'waiting' | 'nothing';
  /** The user has asked whether the network is back. */
  check: 'idle' | 'under-way' | 'failed';
  /** The bank's name; undefined before one is chosen. */
  bank: string | undefined;
  onCheck: () => void;
};

/** The text for a user without a network. Part of the step, which keeps everything that was typed. */
export function offlineNotice({ effect, check, bank, onCheck }: OfflineProps): TemplateResult {
  const title = check === 'failed' ? msg('You’re still offline.') : msg('You’re offline.');
  const text = `${title} ${effectText(effect, bank === undefined ? msg('Your bank') : isolate(bank))}`;
  return html`<p ${setText(text.trim())}></p>
    ${
      effect === 'unsent'
        ? html`<button
            class="secondary"
            type="button"
            aria-disabled=${check === 'under-way' ? 'true' : 'false'}
            @click=${onCheck}
            ${setText(msg('Try again'))}
          ></button>`
        : nothing
    }`;
}

function effectText(effect: OfflineProps['effect'], bank: string): string {
  switch (effect) {
    case 'unsent':
      return msg('Nothing was sent. We’ll send it once you’re back online.');
    case 'unsure':
      return msg('What you sent may have arrived. We’ll find out once you’re back online.');
    case 'bank':
      return msg(str`${bank} goes on meanwhile. You’ll see the result here once you’re back online.`);
    case 'waiting':
      return msg('This continues once you’re back online.');
    default:
      return '';
  }
}
