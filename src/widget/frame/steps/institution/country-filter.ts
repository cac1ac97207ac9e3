import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { setText } from '../../i18n/set-text.ts';
import { countryName } from './country-name.ts';

/** `home`: the user's country, which comes first. `chosen`: null for all of them. */
export type CountryFilterProps = {
  countries: readonly string[];
  home: string | null;
  chosen: string | null;
  onChoose: (country: string | null) => void;
};

/** Chooses the country whose banks are listed. */
export function countryFilter({ countries, home, chosen, onChoose }: CountryFilterProps): TemplateResult {
  const { compare } = new Intl.Collator(document.documentElement.lang);
  const named = countries
    .map((code) => ({ code, name: countryName(code) }))
    .toSorted((a, b) => Number(b.code === home) - Number(a.code === home) || compare(a.name, b.name));
  return html`<label for="country" ${setText(msg('Country'))}></label>
    <select id="country" @change=${({ target }: Event) => onChoose((target as HTMLSelectElement).value || null)}>
      <option value="" ?selected=${chosen === null} ${setText(msg('All countries'))}></option>
      ${named.map(
        ({ code, name }) => html`<option value=${code} ?selected=${code === chosen} ${setText(name)}></option>`,
      )}
    </select>`;
}
