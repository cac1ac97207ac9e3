import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from './i18n/localization.ts';
import { setText } from './i18n/set-text.ts';
import { bankMark, type Party } from './steps/institution/bank-mark.ts';
import { icon } from './theme/icons.ts';

/** The parts of a new connection that certainly come: the bank, the permission, the sign-in. A sign-in may take several steps. */
const partCount = 3;

export type BarProps = {
  /** The application; null until the session is open. */
  application: Party | null;
  /** The chosen bank; null before one is chosen. */
  bank: Party | null;
  /** The part that the user is at, from 1; null where the number of parts is not known, or does not matter any more. */
  part: number | null;
  /** What a user without a network reads, in each step. */
  notice: TemplateResult | typeof nothing;
  /** Goes back one step; null where that is not possible. */
  onBack: (() => void) | null;
  onClose: () => void;
};

/** The top bar, in each step at the same place: back, who is connected with whom, close; and how far the user is. */
export function bar({ application, bank, part, notice, onBack, onClose }: BarProps): TemplateResult {
  return html`<header class="bar">
    ${onBack ? html`<button class="back" type="button" aria-label=${msg('Back')} @click=${onBack}>${icon('back')}</button>` : nothing}
    <p class="parties">
      ${application ? renderParty(application) : html`${icon('araucaria')}<bdi translate="no">Araucaria</bdi>`}${
        bank
          ? html`${icon('link')}<span role="img" aria-label=${bank.name} translate="no">${bankMark(bank)}</span>`
          : nothing
      }
    </p>
    <button class="close" type="button" aria-label=${msg('Close')} @click=${onClose}>${icon('close')}</button
    >${part === null ? nothing : renderParts(part)}
    <div class="offline" role="status">${notice}</div>
  </header>`;
}

function renderParty(party: Party): TemplateResult {
  return html`${bankMark(party)}<bdi translate="no" ${setText(party.name)}></bdi>`;
}

/** The heading of each step refers to this text, so that a screen reader reads it after the heading. */
function renderParts(part: number): TemplateResult {
  const places = Array.from(
    { length: partCount },
    (_, index) => html`<i data-part=${index + 1 < part ? 'done' : index + 1 === part ? 'now' : 'next'}></i>`,
  );
  return html`<p class="parts">
    <span
      class="visually-hidden"
      id="part"
      ${setText(msg(str`Step ${formatNumber(part)} of ${formatNumber(partCount)}`))}
    ></span
    >${places}
  </p>`;
}
