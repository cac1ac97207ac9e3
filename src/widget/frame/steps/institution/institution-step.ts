import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { hasFinePointer } from '../../input/fine-pointer.ts';
import type { FoundInstitution, InstitutionSummary } from '../../../../shared/widget-api.ts';
import { countryFilter } from './country-filter.ts';
import { summaryOf } from './found-summary.ts';
import { institutionList } from './institution-list.ts';
import type { Found, InstitutionSearch, Query } from './institution-search.ts';
import { setText } from '../../i18n/set-text.ts';
import { takeFocus } from '../../input/take-focus.ts';
import { icon } from '../../theme/icons.ts';
import { Step } from '../step.ts';

/** How far Page Up and Page Down move. */
const pageSize = 5;

/** A screen reader announces the number of results after this pause: at each letter it would interrupt the letters. */
const announceDelayMs = 500;

const maxQueryLength = 100;

export type InstitutionProps = {
  search: InstitutionSearch;
  /** The user types into the search field. */
  onSearch: () => void;
  onChoose: (institution: InstitutionSummary) => void;
  /** The user's bank is not in the list. */
  onMissing: () => void;
};

/** Choosing the bank: the popular ones at once, and a search. An ARIA combobox whose list is always open. */
export class InstitutionStep extends Step<InstitutionProps> {
  readonly #found = this.state<Found | null>(null);
  readonly #active = this.state(-1);
  readonly #hasFailed = this.state(false);
  readonly #announced = this.state('');
  readonly #isFiltering = this.state(false);
  #query = '';
  // The field's initial value. After that the value is the user's: setting it again would remove spaces during typing.
  #initialQuery = '';
  #scrolledTo = -1;
  /** The id of the bank that the pointer was pressed on, until the click. */
  #pressed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { search } = this.props;
    search.listen({
      onFound: (found) => this.#show(found),
      onFailure: () => this.#fail(),
    });
    this.#initialQuery = search.query.text;
    this.#query = this.#initialQuery;
    this.#isFiltering.value = search.query.country !== null;
    search.find(search.query);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.props.search.listen(null);
    clearTimeout(this.#timer);
  }

  // On a phone the heading gets the focus: in the field, the on-screen keyboard would hide the list.
  override begin(): void {
    if (hasFinePointer()) {
      takeFocus(this.#input);
      // The first letter typed replaces the former query.
      this.#input?.select();
    } else super.begin();
  }

  protected override updated(): void {
    if (this.#scrolledTo === this.#active.value) return;
    this.#scrolledTo = this.#active.value;
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** Shows a result. A bank that is active stays active while it is in the list: the user may be about to press Enter. */
  #show(found: Found): void {
    const activeId = this.#found.value?.list.institutions[this.#active.value]?.id;
    this.#found.value = found;
    this.#active.value = found.list.institutions.findIndex(({ id }) => id === activeId);
    this.#hasFailed.value = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#announced.value = summaryOf(found)), announceDelayMs);
  }

  /** Shows that the list did not load. A bank that is no longer shown can't be chosen. */
  #fail(): void {
    this.#found.value = null;
    this.#active.value = -1;
    this.#hasFailed.value = true;
  }

  #type(): void {
    const query = this.#input?.value.trim().slice(0, maxQueryLength) ?? '';
    if (query === this.#query) return;
    this.#query = query;
    this.#find({ text: query });
  }

  #find(query: Partial<Query>): void {
    const { search, onSearch } = this.props;
    onSearch();
    search.find({ ...search.query, ...query });
  }

  #press(event: KeyboardEvent): void {
    // Safari ends an IME composition with an Enter that only this key code identifies.
    if (event.isComposing || event.keyCode === 229) return;
    const last = (this.#found.value?.list.institutions.length ?? 0) - 1;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: pageSize, PageUp: -pageSize }[event.key];
    if (move !== undefined) this.#active.value = Math.min(Math.max(this.#active.value + move, -1), last);
    else if (event.key === 'Enter') this.#enter();
    else if (event.key === 'Escape' && this.#input?.value) this.#clear(event);
    else return;
    event.preventDefault();
  }

  /**
   * Chooses the active bank, or the only result. With several results and none active, the first Enter activates the
   * best. While the list shows an older query, only its active bank can be chosen.
   */
  #enter(): void {
    if (!this.#found.value) return;
    const { query, list } = this.#found.value;
    const { [this.#active.value]: active, 0: best, length } = list.institutions;
    if (active) this.props.onChoose(active);
    else if (!best || query.text !== this.#query) return;
    else if (query.text && length === 1) this.props.onChoose(best);
    else this.#active.value = 0;
  }

  /** The first Escape clears the field. The next one closes the widget. */
  #clear(event: KeyboardEvent): void {
    event.stopPropagation();
    this.#active.value = -1;
    if (this.#input) this.#input.value = '';
    this.#type();
  }

  /** A row shows the bank of the newest result: while the pointer is down on it, it may become another bank's. */
  #click(institution: FoundInstitution): void {
    const pressed = this.#pressed;
    this.#pressed = null;
    // A screen reader may click without a press.
    if (pressed === null || pressed === institution.id) this.props.onChoose(institution);
  }

  protected override render(): TemplateResult {
    const found = this.#found.value;
    const active = this.#active.value;
    return html`
      <h1 tabindex="-1" ${setText(msg('Choose your bank'))}></h1>
      <div class="search">
        <label for="search" ${setText(msg('Search for your bank'))}></label>
        <div class="control">
          <input
            id="search"
            type="text"
            inputmode="search"
            enterkeyhint="search"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=${found?.list.institutions.length ? 'true' : 'false'}
            aria-controls="banks"
            aria-activedescendant=${active < 0 ? nothing : `bank-${active}`}
            placeholder=${msg('Name, initials or code')}
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck="false"
            maxlength=${maxQueryLength}
            .value=${this.#initialQuery}
            @input=${this.#type}
            @keydown=${this.#press}
          />${icon('search')}
        </div>
      </div>
      ${this.#renderHead()}${this.#renderList()}
      <p class="visually-hidden" role="status" ${setText(this.#announced.value)}></p>
    `;
  }

  /** Above the list. With a text in the field, the button for the filter is below the results: they need the space. */
  #renderHead(): TemplateResult {
    const { text, country } = this.props.search.query;
    const isPopular = this.#found.value && !text && !country;
    const title = html`<p class="overline" aria-hidden="true" ${setText(msg('Popular banks'))}></p>`;
    const filterButton = text ? nothing : this.#renderFilterButton();
    const filter = this.#isFiltering.value ? this.#renderFilter() : filterButton;
    return html`<div class="list-head">${isPopular ? title : nothing}${filter}</div>`;
  }

  /** The select is created when it is wanted: until then it would be a second combobox, and each letter would render it. */
  #renderFilter(): TemplateResult {
    const { countries, homeCountry: home, query } = this.props.search;
    const onChoose = (country: string | null): void => this.#find({ country });
    const filter = countryFilter({ countries, home, chosen: query.country, onChoose });
    return html`<div class="country-filter">${filter}</div>`;
  }

  #renderFilterButton(): TemplateResult | typeof nothing {
    if (this.props.search.countries.length < 2) return nothing;
    return html`<button
      class="quiet filter-button"
      type="button"
      @click=${this.#showFilter}
      ${setText(msg('Filter by country'))}
    ></button>`;
  }

  async #showFilter(): Promise<void> {
    this.#isFiltering.value = true;
    await this.updateComplete;
    this.querySelector('select')?.focus();
  }

  #renderList(): TemplateResult {
    return institutionList({
      found: this.#found.value,
      hasFailed: this.#hasFailed.value,
      active: this.#active.value,
      filterButton: this.#query && !this.#isFiltering.value ? this.#renderFilterButton() : nothing,
      onPress: ({ id }) => (this.#pressed = id),
      onClick: (institution) => this.#click(institution),
      onRetry: () => this.props.search.find(this.props.search.query),
      onSearchEverywhere: () => this.#searchEverywhere(),
      onMissing: this.props.onMissing,
    });
  }

  /** The button goes away, so the focus goes to the field. */
  #searchEverywhere(): void {
    this.#find({ country: null });
    this.#input?.focus();
  }
}
