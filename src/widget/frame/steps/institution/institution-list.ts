import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FoundInstitution } from '../../../../shared/widget-api.ts';
import { setText } from '../../i18n/set-text.ts';
import { summaryOf } from './found-summary.ts';
import { institutionOption } from './institution-option.ts';
import type { Found } from './institution-search.ts';

/** As many rows as fit on a phone. */
const skeletonRows = 6;

export type InstitutionListProps = {
  /** Null while the first result is loading, and after a failure. */
  found: Found | null;
  hasFailed: boolean;
  /** The index of the bank that Enter chooses; -1 for none. */
  active: number;
  filterButton: TemplateResult | typeof nothing;
  onPress: (institution: FoundInstitution) => void;
  onClick: (institution: FoundInstitution) => void;
  /** Loads the list that failed to load. */
  onRetry: () => void;
  /** Searches the banks of all countries. */
  onSearchEverywhere: () => void;
  /** The user's bank is not in the list. */
  onMissing: () => void;
};

/** The banks of a result, what there is to say of them, and what helps if the user's bank is not among them. */
export function institutionList(props: InstitutionListProps): TemplateResult {
  const { found, active, filterButton, onPress, onClick, onSearchEverywhere, onMissing } = props;
  if (props.hasFailed) return renderFailure(props.onRetry);
  if (!found) return renderSkeleton();
  const { institutions, total } = found.list;
  const { text, country } = found.query;
  return html`
    <ul id="banks" role="listbox" aria-label=${msg('Banks')} ?hidden=${!institutions.length}>
      ${institutions.map((institution, index) =>
        institutionOption(institution, {
          id: `bank-${index}`,
          isActive: index === active,
          onPress: () => onPress(institution),
          onClick: () => onClick(institution),
        }),
      )}
    </ul>
    ${institutions.length ? nothing : html`<p class="empty" ${setText(summaryOf(found))}></p>`}${
      (text || country) && total > institutions.length
        ? html`<p class="hint" ${setText(summaryOf(found))}></p>`
        : nothing
    }${
      country && !institutions.length
        ? html`<p class="elsewhere">
            <button
              class="secondary"
              type="button"
              @click=${onSearchEverywhere}
              ${setText(msg('Search all countries'))}
            ></button>
          </p>`
        : nothing
    }
    <p class="missing">
      ${filterButton}<button
        class="quiet"
        type="button"
        @click=${onMissing}
        ${setText(msg('My bank isn’t here'))}
      ></button>
    </p>
  `;
}

/** Gray rows in place of banks that are still loading. A screen reader hears of the banks when they are there. */
function renderSkeleton(): TemplateResult {
  const row = html`<div class="skeleton-row"><span></span><span></span></div>`;
  return html`<div class="skeleton" aria-hidden="true">${Array.from({ length: skeletonRows }, () => row)}</div>`;
}

function renderFailure(onRetry: () => void): TemplateResult {
  return html`<div class="notice" role="alert">
    <p ${setText(msg('We couldn’t load the list of banks. Check your internet connection.'))}></p>
    <button class="secondary" type="button" @click=${onRetry} ${setText(msg('Try again'))}></button>
  </div>`;
}
