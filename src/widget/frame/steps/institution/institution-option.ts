import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FoundInstitution } from '../../../../shared/widget-api.ts';
import { setText } from '../../i18n/set-text.ts';
import { bankMark } from './bank-mark.ts';
import { countryName } from './country-name.ts';
import { setMarkedName } from './marked-name.ts';

/** `isActive`: Enter chooses it. */
type OptionProps = { id: string; isActive: boolean; onPress: () => void; onClick: () => void };

/** A bank in the list, as an option of the combobox. */
export function institutionOption(
  institution: FoundInstitution,
  { id, isActive, onPress, onClick }: OptionProps,
): TemplateResult {
  const { status, foundBy, country } = institution;
  return html`<li
    id=${id}
    role="option"
    aria-selected=${isActive ? 'true' : 'false'}
    @pointerdown=${onPress}
    @click=${onClick}
  >
    ${bankMark(institution)}<span class="bank"
      ><bdi class="bank-name" translate="no" ${setMarkedName(institution)}></bdi
      ><span class="country" ${setText(countryName(country))}></span>${
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
