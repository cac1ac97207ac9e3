import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialField, Institution } from '../../shared/widget-api.ts';
import { monogram } from './monogram.ts';
import { Step } from './step.ts';
import { countText, currentLanguage, text } from './strings.ts';

/** The bank's form. What is typed here leaves through `onSend` alone, and the fields are emptied when it goes. */
export class CredentialStep extends Step {
  static override properties = {
    institution: { attribute: false },
    applicationName: { attribute: false },
    kept: { attribute: false },
    triesLeft: { attribute: false },
    onSend: { attribute: false },
    onTyped: { attribute: false },
    onBack: { attribute: false },
    missing: { state: true },
    revealed: { state: true },
  };

  declare institution: Institution;
  declare applicationName: string;
  /** What was typed before a refusal, without the passwords. */
  declare kept: Record<string, string>;
  /** After a refusal: how many tries are left. Else null. */
  declare triesLeft: number | null;
  declare onSend: (credentials: Record<string, string>) => void;
  /** Whether the form now holds something that would be lost. */
  declare onTyped: (typed: boolean) => void;
  /** Back to the bank list; null where no other bank can be chosen. */
  declare onBack: (() => void) | null;

  declare private missing: ReadonlySet<string>;
  declare private revealed: ReadonlySet<string>;

  constructor() {
    super();
    this.kept = {};
    this.triesLeft = null;
    this.onBack = null;
    this.missing = new Set();
    this.revealed = new Set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const input of this.#inputs()) input.value = '';
  }

  protected override firstUpdated(): void {
    if (this.triesLeft === null) super.firstUpdated();
    else this.#focusInvalid();
  }

  #inputs(): HTMLInputElement[] {
    return Array.from(this.querySelectorAll('input'));
  }

  #focusInvalid(): void {
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #input(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    if (value && this.missing.has(name)) this.missing = new Set([...this.missing].filter((other) => other !== name));
    this.onTyped(this.#inputs().some((input) => input.value !== ''));
  }

  #toggle(name: string): void {
    const revealed = new Set(this.revealed);
    if (!revealed.delete(name)) revealed.add(name);
    this.revealed = revealed;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const inputs = this.#inputs();
    this.missing = new Set(inputs.filter(({ value }) => value === '').map(({ name }) => name));
    if (this.missing.size === 0) {
      this.onSend(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
      return;
    }
    await this.updateComplete;
    this.#focusInvalid();
  }

  protected override render(): TemplateResult {
    const { institution, applicationName } = this;
    const bank = institution.name;
    return html`
      <header class="bank-header">
        ${monogram(bank)}
        <h1 tabindex="-1">${text('credentials.title', { bank })}</h1>
      </header>
      <p class="asks">${text('credentials.asks', { app: applicationName, bank })}</p>
      <form novalidate @submit=${this.#submit} @input=${this.#input}>
        ${institution.fields.map((field, index) => this.#renderField(field, index))}
        <button class="primary" type="submit">${text('credentials.submit')}</button>
        ${
          this.onBack
            ? html`<button class="quiet" type="button" @click=${this.onBack}>${text('credentials.other')}</button>`
            : nothing
        }
      </form>
      <p class="safe">${text('credentials.safe', { bank, app: applicationName })}</p>
    `;
  }

  #renderField(field: CredentialField, index: number): TemplateResult {
    const { name, type } = field;
    const id = `field-${index}`;
    const label = field.label[currentLanguage()];
    const error = this.#errorOf(field, label);
    const secret = type === 'password';
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <div class="control">
        <input
          id=${id}
          name=${name}
          type=${secret && !this.revealed.has(name) ? 'password' : 'text'}
          .value=${this.kept[name] ?? ''}
          autocomplete=${secret ? 'current-password' : index === 0 ? 'username' : 'off'}
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          required
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? `${id}-error` : nothing}
        />
        ${secret ? this.#renderToggle(name, label) : nothing}
      </div>
      ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
    </div>`;
  }

  #renderToggle(name: string, label: string): TemplateResult {
    const shown = this.revealed.has(name);
    return html`<button
      class="toggle"
      type="button"
      aria-label=${text(shown ? 'credentials.hideField' : 'credentials.showField', { field: label })}
      @click=${() => this.#toggle(name)}
    >
      ${text(shown ? 'credentials.hide' : 'credentials.show')}
    </button>`;
  }

  // The refusal is told beside the first password: it is the field that must be typed again.
  #errorOf({ name, type }: CredentialField, label: string): string {
    if (this.missing.has(name)) return text('credentials.missing', { field: label });
    const first = this.institution.fields.find((field) => field.type === 'password') ?? this.institution.fields[0];
    if (this.triesLeft === null || first?.name !== name || first.type !== type) return '';
    const bank = this.institution.name;
    return `${text('credentials.refused', { bank })} ${countText('credentials.left', this.triesLeft)}`;
  }
}
