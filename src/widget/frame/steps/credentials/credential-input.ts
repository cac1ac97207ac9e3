import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { nationalIds } from '../../../../shared/national-id.ts';
import type { CredentialField } from '../../../../shared/widget-api.ts';
import { isolate, localText } from '../../i18n/localization.ts';
import { says } from '../../i18n/says.ts';
import { Step } from '../step.ts';

/**
 * A hint comes when the typing pauses, in ms. Never when the field is left: that is often a press on the button below,
 * and a line that appears in that moment moves the button away from under it.
 */
const pause = 800;

/** One field of a bank's form, with what helps to fill it in right. */
export class CredentialInput extends Step {
  static override properties = {
    field: { attribute: false },
    kept: { attribute: false },
    autofill: { attribute: false },
    refusal: { attribute: false },
    error: { state: true },
    revealed: { state: true },
    capsLock: { state: true },
    strayBlank: { state: true },
  };

  declare field: CredentialField;
  /** What was typed before; empty at first. */
  declare kept: string;
  /** The `autocomplete` token: `username`, `current-password` or `off`. */
  declare autofill: string;
  /** Why the bank refused what was sent; empty if it did not. */
  declare refusal: string;

  declare private error: string;
  declare private revealed: boolean;
  declare private capsLock: boolean;
  declare private strayBlank: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.kept = '';
    this.error = '';
    this.revealed = false;
    this.capsLock = false;
    this.strayBlank = false;
  }

  // The form decides who gets the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('refusal')) this.error = this.refusal;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    if (this.#control) this.#control.value = '';
  }

  get #control(): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector('input, select');
  }

  /** What is to be sent. Text and passwords byte for byte as they were typed. */
  get value(): string {
    const { type } = this.field;
    const value = this.#control?.value ?? '';
    return type === 'rut' || type === 'cpf' || type === 'cnpj' ? nationalIds[type].strip(value) : value;
  }

  /** Checks what was typed, and tells what is wrong with it beside the field. */
  check(): boolean {
    this.error = this.#problem();
    return this.error === '';
  }

  override focus(): void {
    this.#control?.focus();
  }

  #problem(): string {
    const { field, value } = this;
    const label = inSentence(labelOf(field));
    if (value === '') return field.type === 'select' ? msg(str`Choose one: ${label}.`) : msg(str`Enter your ${label}.`);
    if (field.type !== 'rut' && field.type !== 'cpf' && field.type !== 'cnpj') return '';
    return nationalIds[field.type].isValid(value)
      ? ''
      : msg(str`This ${label} is not complete or has a wrong digit. Check it and type it again.`);
  }

  #input(): void {
    if (this.error) this.error = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookForBlanks(), pause);
  }

  /** When the field is left: while one types, the caret would jump. */
  #change(): void {
    const control = this.#control;
    if (control) control.value = this.#format(control.value);
  }

  #format(value: string): string {
    const { type } = this.field;
    return type === 'rut' || type === 'cpf' || type === 'cnpj' ? nationalIds[type].format(value) : value;
  }

  #lookForBlanks(): void {
    const { type } = this.field;
    const value = this.#control?.value ?? '';
    this.strayBlank = (type === 'text' || type === 'password') && value !== value.trim();
  }

  #key(event: Event): void {
    // Password managers send plain events of these names.
    this.capsLock =
      this.field.type === 'password' && event instanceof KeyboardEvent && event.getModifierState('CapsLock');
  }

  protected override render(): TemplateResult {
    const { field, error } = this;
    const id = `field-${field.name}`;
    const label = labelOf(field);
    return html`<div class="field">
      <label for=${id} ${says(label)}></label>
      <div class=${field.type === 'password' ? 'control revealable' : 'control'}>
        ${field.type === 'select' ? this.#renderSelect(field, id) : this.#renderInput(id)}${
          field.type === 'password' ? this.#renderToggle(label) : nothing
        }
      </div>
      <p class="error" id="${id}-error" ?hidden=${!error} ${says(error)}></p>
      <p class="hint" role="status" id="${id}-hint" ${says(this.#hint())}></p>
    </div>`;
  }

  #renderInput(id: string): TemplateResult {
    const { field, autofill } = this;
    const secret = field.type === 'password';
    return html`<input
      id=${id}
      name=${field.name}
      type=${secret && !this.revealed ? 'password' : 'text'}
      inputmode=${field.type === 'cpf' ? 'numeric' : nothing}
      .value=${this.#format(this.kept)}
      autocomplete=${autofill}
      autocapitalize=${field.type === 'cnpj' ? 'characters' : 'off'}
      autocorrect="off"
      spellcheck="false"
      translate="no"
      required
      aria-invalid=${this.error ? 'true' : 'false'}
      aria-describedby="${id}-error ${id}-hint"
      @input=${this.#input}
      @change=${this.#change}
      @keydown=${this.#key}
      @keyup=${this.#key}
    />`;
  }

  #renderSelect({ name, options }: Extract<CredentialField, { type: 'select' }>, id: string): TemplateResult {
    return html`<select
      id=${id}
      name=${name}
      required
      aria-invalid=${this.error ? 'true' : 'false'}
      aria-describedby="${id}-error"
      @change=${this.#input}
    >
      <option value="" ?selected=${this.kept === ''} ${says(msg('Choose…'))}></option>
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === this.kept} ${says(localText(label))}></option>`,
      )}
    </select>`;
  }

  #renderToggle(label: string): TemplateResult {
    const shown = this.revealed;
    return html`<button
      class="toggle"
      type="button"
      aria-label=${shown ? msg(str`Hide ${label}`) : msg(str`Show ${label}`)}
      @click=${() => (this.revealed = !shown)}
      ${says(shown ? msg('Hide') : msg('Show'))}
    ></button>`;
  }

  #hint(): string {
    if (this.capsLock) return msg('Caps Lock is on.');
    return this.strayBlank ? msg('There is a space at the start or the end. Is it meant?') : '';
  }
}

/** The field's label. A national id goes by the same name in every language: it is left as it is. */
function labelOf({ type, label }: CredentialField): string {
  const words = localText(label);
  return type === 'rut' || type === 'cpf' || type === 'cnpj' ? isolate(words) : words;
}

/** A label in the middle of a sentence: “user name”, but “RUT”. */
function inSentence(label: string): string {
  return label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}
