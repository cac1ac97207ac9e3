import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectPhase } from './connect-phase.ts';
import type { AraucariaError } from '../errors.ts';
import { messageKey, text, textLanguage } from './strings.ts';

/** The content of the button's shadow root. `isRepair`: whether the built-in label offers to repair a connection. */
export function buttonTemplate(
  phase: ConnectPhase,
  error: AraucariaError | null,
  isRepair: boolean,
  isDisabled: boolean,
  locale: string,
): TemplateResult {
  const isLoading = phase === 'loading';
  const message = isLoading ? 'opening' : phase === 'connected' ? phase : error && messageKey(error);
  const lang = textLanguage(locale) ?? nothing;
  const dir = lang === nothing ? nothing : 'ltr';
  // A page may have a thousand buttons: what has its initial value is `nothing`, which costs nothing.
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
      ><span part="label"
        ><slot
          ><span lang=${lang} dir=${dir}
            >${isRepair ? nothing : text('connect', locale)}${isRepair ? text('reconnect', locale) : nothing}</span
          ></slot
        ></span
      ></button
    ><span
      id="message"
      part="message"
      role="status"
      lang=${lang}
      dir=${dir}
      .textContent=${message ? text(message, locale) : nothing}
    ></span>`;
}
