import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectPhase } from './connect-phase.ts';
import type { AraucariaError } from '../errors.ts';
import { isMendable, messageKey, text, textLanguage, type TextKey } from './strings.ts';

/**
 * The content of the button's shadow root. `isRepair`: whether the built-in label offers to repair a connection. `isBlank`:
 * whether what the author has put into the element shows nothing, so that the built-in label stands.
 *
 * A page may have a thousand buttons, so there is no element without a need: a text is in one of its own only where it has
 * another language than the page, and an attribute that has its initial value is `nothing`, which costs nothing.
 */
export function buttonTemplate(
  phase: ConnectPhase,
  error: AraucariaError | null,
  isRepair: boolean,
  isBlank: boolean,
  isDisabled: boolean,
  locale: string,
): TemplateResult {
  const isLoading = phase === 'loading';
  const message = isLoading ? 'opening' : phase === 'connected' ? phase : error && messageKey(error);
  const lang = textLanguage(locale);
  const label = (key: TextKey): unknown =>
    lang ? html`<span lang=${lang} dir="ltr">${text(key, locale)}</span>` : text(key, locale);
  // Each label has a binding of its own, and the message is set as a property: translators replace text nodes.
  return html`<button
      class=${phase === 'idle' ? nothing : phase}
      part="button"
      type="button"
      aria-busy=${isLoading || nothing}
      aria-describedby="message"
      ?disabled=${isDisabled || nothing}
    >
      ${isLoading ? html`<span class="spinner" part="spinner"></span>` : nothing}<slot name="icon"
        ><span class="icon"></span></slot
      ><slot name=${isBlank ? 'none' : nothing} part="label"
        >${isRepair ? nothing : label('connect')}${isRepair ? label('reconnect') : nothing}</slot
      ></button
    ><span id="message" part="message" role="status"
      >${
        message
          ? html`<span
              lang=${lang ?? nothing}
              dir=${lang ? 'ltr' : nothing}
              .textContent=${text(message, locale)}
            ></span>`
          : nothing
      }</span
    >${
      error?.requestId && isMendable(error)
        ? html`<span translate="no" .textContent=${`Ref. ${error.requestId}`}></span>`
        : nothing
    }`;
}
