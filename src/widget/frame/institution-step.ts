import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { InstitutionList, InstitutionSummary } from '../../shared/widget-api.ts';
import type { InstitutionSearch } from './institution-search.ts';
import { monogram } from './monogram.ts';
import { Step } from './step.ts';
import { countText, text } from './strings.ts';

/** A pause in typing, in ms: one request a word rather than one a letter. */
const debounce = 120;

/** Choosing the bank: the popular ones at once, and a search. An ARIA combobox whose list is always open. */
export class InstitutionStep extends Step {
  static override properties = {
    search: { attribute: false },
    onChoose: { attribute: false },
    list: { state: true },
    query: { state: true },
    active: { state: true },
    failed: { state: true },
  };

  declare search: InstitutionSearch;
  /** The user has chosen a bank. */
  declare onChoose: (institution: InstitutionSummary) => void;

  declare private list: InstitutionList | null;
  declare private query: string;
  declare private active: number;
  declare private failed: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.list = null;
    this.query = '';
    this.active = -1;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  // With a keyboard at hand one starts typing; on a phone the heading, or the on-screen keyboard would hide the list.
  protected override firstUpdated(): void {
    if (matchMedia('(pointer: fine)').matches) this.querySelector('input')?.focus();
    else super.firstUpdated();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active')) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  async #find(): Promise<void> {
    try {
      this.list = await this.search.find(this.query);
      this.active = -1;
      this.failed = false;
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.failed = true;
    }
  }

  #type(event: InputEvent): void {
    this.query = (event.target as HTMLInputElement).value.trim().slice(0, 100);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(), debounce);
  }

  #press(event: KeyboardEvent): void {
    const count = this.list?.institutions.length ?? 0;
    const { key } = event;
    if (event.isComposing) return;
    if (key === 'ArrowDown') this.active = Math.min(this.active + 1, count - 1);
    else if (key === 'ArrowUp') this.active = Math.max(this.active - 1, -1);
    else if (key === 'Enter') this.#choose(this.list?.institutions[this.active]);
    else return;
    event.preventDefault();
  }

  #choose(institution: InstitutionSummary | undefined): void {
    if (institution) this.onChoose(institution);
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${text('list.title')}</h1>
      <div class="search">
        <input
          id="search"
          type="text"
          inputmode="search"
          enterkeyhint="search"
          role="combobox"
          aria-label=${text('list.search')}
          aria-autocomplete="list"
          aria-expanded=${this.list?.institutions.length ? 'true' : 'false'}
          aria-controls="banks"
          aria-activedescendant=${this.active < 0 ? nothing : `bank-${this.active}`}
          placeholder=${text('list.search')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="100"
          @input=${this.#type}
          @keydown=${this.#press}
        />
      </div>
      ${this.failed ? this.#renderFailure() : this.#renderList()}
      <p class="visually-hidden" role="status">${this.#summary()}</p>
    `;
  }

  #renderFailure(): TemplateResult {
    return html`<div class="notice" role="alert">
      <p>${text('list.failed')}</p>
      <button class="secondary" type="button" @click=${() => void this.#find()}>${text('failed.retry')}</button>
    </div>`;
  }

  #renderList(): TemplateResult {
    if (!this.list) return html`<div class="spinner" aria-hidden="true"></div>`;
    const { institutions, total } = this.list;
    return html`
      ${this.query ? nothing : html`<p class="overline" aria-hidden="true">${text('list.popular')}</p>`}
      ${institutions.length ? nothing : html`<p class="empty">${text('list.none', { query: this.query })}</p>`}
      <ul id="banks" role="listbox" aria-label=${text('list.results')} ?hidden=${!institutions.length}>
        ${institutions.map((institution, index) => this.#renderOption(institution, index))}
      </ul>
      ${this.query && total > institutions.length ? html`<p class="hint">${this.#summary()}</p>` : nothing}
    `;
  }

  #renderOption(institution: InstitutionSummary, index: number): TemplateResult {
    const { name, country, status } = institution;
    return html`<li
      id="bank-${index}"
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      @click=${() => this.#choose(institution)}
    >
      ${monogram(name)}
      <span class="bank">
        <bdi class="bank-name">${name}</bdi>
        ${status === 'ok' ? nothing : html`<span class="status" data-status=${status}>${text(`list.${status}`)}</span>`}
      </span>
      <span class="country">${country}</span>
    </li>`;
  }

  #summary(): string {
    if (!this.list || this.failed) return '';
    const { total, institutions } = this.list;
    if (!this.query) return countText('list.count', institutions.length);
    if (!total) return text('list.none', { query: this.query });
    if (total > institutions.length) return text('list.more', { shown: institutions.length, count: total });
    return countText('list.count', total);
  }
}
