import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FoundInstitution, InstitutionSummary } from '../../../../shared/widget-api.ts';
import { bankMark } from './bank-mark.ts';
import type { Found, InstitutionSearch } from './institution-search.ts';
import { formatNumber, isolate } from '../../i18n/localization.ts';
import { markedName } from './marked-name.ts';
import { Step } from '../step.ts';
import { says } from '../../i18n/says.ts';

/** How far Page Up and Page Down go. */
const page = 5;

/** The number of results is told when the typing pauses, in ms: at each letter it would drown the letters. */
const tellAfter = 500;

/** Choosing the bank: the popular ones at once, and a search. An ARIA combobox whose list is always open. */
export class InstitutionStep extends Step {
  static override properties = {
    search: { attribute: false },
    onSearch: { attribute: false },
    onChoose: { attribute: false },
    onMissing: { attribute: false },
    found: { state: true },
    active: { state: true },
    failed: { state: true },
    told: { state: true },
  };

  declare search: InstitutionSearch;
  /** The user types into the search box. */
  declare onSearch: () => void;
  /** The user has chosen a bank. */
  declare onChoose: (institution: InstitutionSummary) => void;
  /** The user's bank is not here. */
  declare onMissing: () => void;

  declare private found: Found | null;
  declare private active: number;
  declare private failed: boolean;
  declare private told: string;

  #query = '';
  // What the field begins with. From then on it is the user's: a value set anew would take blanks out as they are typed.
  #initial = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.found = null;
    this.active = -1;
    this.failed = false;
    this.told = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.search.listen({
      onFound: (found) => this.#show(found),
      onFailure: () => this.#fail(),
    });
    this.#initial = this.search.query;
    this.#query = this.#initial;
    this.search.find(this.#query);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.search.listen(null);
    clearTimeout(this.#timer);
  }

  // With a keyboard at hand one starts typing; on a phone the heading, or the on-screen keyboard would hide the list.
  override begin(): void {
    if (matchMedia('(pointer: fine)').matches) {
      this.#input?.focus();
      // What was looked for before is replaced by the first letter typed.
      this.#input?.select();
    } else super.begin();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active')) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** A marked bank stays marked while it is there: who has marked it presses Enter, whatever came meanwhile. */
  #show(found: Found): void {
    const marked = this.found?.list.institutions[this.active]?.id;
    this.found = found;
    this.active = found.list.institutions.findIndex(({ id }) => id === marked);
    this.failed = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.told = this.#summary()), tellAfter);
  }

  /** What is no longer shown can't be chosen. */
  #fail(): void {
    this.found = null;
    this.active = -1;
    this.failed = true;
  }

  #type(): void {
    const query = this.#input?.value.trim().slice(0, 100) ?? '';
    if (query === this.#query) return;
    this.#query = query;
    this.onSearch();
    this.search.find(query);
  }

  #press(event: KeyboardEvent): void {
    // Safari ends a composition with an Enter that is only known by this code.
    if (event.isComposing || event.keyCode === 229) return;
    const last = (this.found?.list.institutions.length ?? 0) - 1;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    if (move !== undefined) this.active = Math.min(Math.max(this.active + move, -1), last);
    else if (event.key === 'Enter') this.#enter();
    else if (event.key === 'Escape' && this.#input?.value) this.#clear(event);
    else return;
    event.preventDefault();
  }

  /**
   * Takes the marked bank, or the only one that was found; of several, the first press marks the best. A list that
   * answers what was typed before gives only what was marked in it.
   */
  #enter(): void {
    if (!this.found) return;
    const { query, list } = this.found;
    const { [this.active]: marked, 0: best, length } = list.institutions;
    if (marked) this.onChoose(marked);
    else if (!best || query !== this.#query) return;
    else if (query && length === 1) this.onChoose(best);
    else this.active = 0;
  }

  /** The first Escape takes the text and the mark away, and only the next one leaves. */
  #clear(event: KeyboardEvent): void {
    event.stopPropagation();
    this.active = -1;
    if (this.#input) this.#input.value = '';
    this.#type();
  }

  protected override render(): TemplateResult {
    const { found, active } = this;
    return html`
      <h1 tabindex="-1" ${says(msg('Choose your bank'))}></h1>
      <div class="search">
        <input
          id="search"
          type="text"
          inputmode="search"
          enterkeyhint="search"
          role="combobox"
          aria-label=${msg('Search for your bank')}
          aria-autocomplete="list"
          aria-expanded=${found?.list.institutions.length ? 'true' : 'false'}
          aria-controls="banks"
          aria-activedescendant=${active < 0 ? nothing : `bank-${active}`}
          placeholder=${msg('Name, initials or code')}
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          maxlength="100"
          .value=${this.#initial}
          @input=${this.#type}
          @keydown=${this.#press}
        />
      </div>
      ${this.failed ? this.#renderFailure() : this.#renderList()}
      <p class="visually-hidden" role="status" ${says(this.told)}></p>
    `;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="notice" role="alert">
      <p ${says(msg('The list of banks did not load. Check your internet connection.'))}></p>
      <button
        class="secondary"
        type="button"
        @click=${() => this.search.find(this.#query)}
        ${says(msg('Try again'))}
      ></button>
    </div>`;
  }

  #renderList(): TemplateResult {
    if (!this.found) return html`<div class="spinner" aria-hidden="true"></div>`;
    const { query, list } = this.found;
    const { institutions, total } = list;
    return html`
      ${query ? nothing : html`<p class="overline" aria-hidden="true" ${says(msg('Popular banks'))}></p>`}
      <ul id="banks" role="listbox" aria-label=${msg('Banks')} ?hidden=${!institutions.length}>
        ${repeat(
          institutions,
          ({ id }) => id,
          (institution, index) => this.#renderOption(institution, index),
        )}
      </ul>
      ${institutions.length ? nothing : html`<p class="empty" ${says(this.#summary())}></p>`}${
        query && total > institutions.length ? html`<p class="hint" ${says(this.#summary())}></p>` : nothing
      }
      <p class="missing">
        <button class="quiet" type="button" @click=${this.onMissing} ${says(msg('My bank isn’t here'))}></button>
      </p>
    `;
  }

  #renderOption(institution: FoundInstitution, index: number): TemplateResult {
    const { status, foundBy, country } = institution;
    return html`<li
      id="bank-${index}"
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      @click=${() => this.onChoose(institution)}
    >
      ${bankMark(institution)}<span class="bank"
        >${markedName(institution)}${
          foundBy === null ? nothing : html`<span class="found-by"><bdi translate="no" ${says(foundBy)}></bdi></span>`
        }${
          status === 'ok'
            ? nothing
            : html`<span
                class="status"
                data-status=${status}
                ${says(status === 'slow' ? msg('Answering slowly') : msg('Not answering right now'))}
              ></span>`
        }</span
      ><span class="country" translate="no" ${says(country)}></span>
    </li>`;
  }

  #summary(): string {
    if (!this.found) return '';
    const { query, list } = this.found;
    const { total, institutions } = list;
    const shown = formatNumber(institutions.length);
    if (!query) return institutions.length === 1 ? msg('1 popular bank') : msg(str`${shown} popular banks`);
    if (!total) return msg(str`No bank matches “${isolate(query)}”. Check the spelling, or try a shorter name.`);
    if (total > institutions.length) {
      return msg(str`Showing the first ${shown} of ${formatNumber(total)}. Type more to narrow it down.`);
    }
    return total === 1 ? msg('1 bank found') : msg(str`${shown} banks found`);
  }
}
