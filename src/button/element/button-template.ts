import { html, type TemplateResult } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import type { ConnectPhase } from './connect-phase.ts';
import type { AraucariaError } from '../errors.ts';
import { messageKey, text } from './strings.ts';

/** Path data: a bank, and a check mark once it is connected. */
const icons: Partial<Record<ConnectPhase, string>> & { idle: string } = withoutPrototype({
  idle: 'M3 10 12 4l9 6zM6 10v9m6-9v9m6-9v9M3 20h18',
  connected: 'm4 12 6 6L20 6',
});

/** The content of the button's shadow root. `isRepair`: whether the built-in label offers to repair a connection. */
export function buttonTemplate(
  phase: ConnectPhase,
  error: AraucariaError | null,
  isRepair: boolean,
  isDisabled: boolean,
  locale: string,
): TemplateResult {
  const isLoading = phase === 'loading';
  const message = isLoading
    ? 'opening'
    : phase === 'connected'
      ? phase
      : error && messageKey(error.code, error.retryable);
  // Each label has a template of its own, and the message is set as a property: translators replace text nodes.
  return html`<button
      part="button"
      type="button"
      aria-busy=${isLoading}
      aria-describedby="message"
      ?disabled=${isDisabled}
    >
      ${
        isLoading
          ? html`<span class="spinner" part="spinner"></span>`
          : html`<slot name="icon"
              ><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${icons[phase] ?? icons.idle} /></svg
            ></slot>`
      }<span part="label"
        ><slot
          >${isRepair ? html`<span>${text('reconnect', locale)}</span>` : html`<bdi>${text('connect', locale)}</bdi>`}</slot
        ></span
      ></button
    ><span
      id="message"
      class="message ${phase}"
      part="message"
      role="status"
      .textContent=${message ? text(message, locale) : ''}
    ></span>`;
}
