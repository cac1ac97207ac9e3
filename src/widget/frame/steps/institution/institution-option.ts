import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FoundInstitution } from '../../../../shared/widget-api.ts';
import { setText } from '../../i18n/set-text.ts';
import { bankMark } from './bank-mark.ts';
import { countryName } from './country-name.ts';
import { markedName } from './marked-name.ts';

/** A bank in the list, as an option of the combobox. `isActive`: Enter chooses it. */
export function institutionOption(
  institution: FoundInstitution,
  { id, isActive, onChoose }: { id: string; isActive: boolean; onChoose: () => void },
): TemplateResult {
  const { status, foundBy, country } = institution;
  return html`<li id=${id} role="option" aria-selected=${isActive ? 'true' : 'false'} @click=${onChoose}>
    ${bankMark(institution)}<span class="bank"
      >${markedName(institution)}<span class="country" ${setText(countryName(country))}></span>${
        foundBy === null ? nothing : html`<span class="found-by"><bdi translate="no" ${setText(foundBy)}></bdi></span>`
      }${
        status === 'ok'
          ? nothing
          : html`<span
              class="status"
              data-status=${status}
              ${setText(status === 'slow' ? msg('Responding slowly') : msg('Not responding right now'))}
            ></span>`
      }</span
    >
  </li>`;
}
