import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { nationalIds } from '../../../../shared/widget-api/national-id.ts';
import type { CredentialField } from '../../../../shared/widget-api.ts';
import { isolate, localText } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { icon } from '../../theme/icons.ts';
import { Step } from '../step.ts';

/**
 * A hint appears this long after the last key. It never appears when the field loses the focus: that is often a press on
 * the button below, and a new line would move the button away from under the pointer.
 */
const hintDelayMs = 800;

export type CredentialInputProps = {
  field: CredentialField;
  /** The initial value: what was typed before, or empty. */
  draft: string;
  /** The `autocomplete` token: `username`, `current-password` or `off`. */
  autofill: string;
  /** Why the bank refused the credentials, or empty. */
  refusal: string;
  /** Whether it is the form's last field: Enter submits the form. */
  isLast: boolean;
  /** The ids of texts that introduce the form, which a screen reader reads with this field; or empty. */
  introduction: string;
};

/** One field of a bank's form, with its checks and hints. */
export class CredentialInput extends Step<CredentialInputProps> {
  readonly #error = this.state('');
  readonly #isRevealed = this.state(false);
  readonly #isCapsLock = this.state(false);
  readonly #hasStraySpace = this.state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  // The form decides which field gets the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { refusal } = this.props;
    if (changed.has('props') && changed.get('props')?.refusal !== refusal) this.#error.value = refusal;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    if (this.#control) this.#control.value = '';
  }

  get #control(): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector('input, select');
  }

  get name(): string {
    return this.props.field.name;
  }

  /** The value to send. Text and passwords are exactly as they were typed. */
  get value(): string {
    const value = this.#control?.value ?? '';
    return this.#nationalId?.strip(value) ?? value;
  }

  /** Checks the value, and shows beside the field what is wrong with it. */
  check(): boolean {
    this.#error.value = this.#problem();
    return this.#error.value === '';
  }

  override focus(): void {
    this.#control?.focus();
  }

  get #nationalId(): (typeof nationalIds)[keyof typeof nationalIds] | null {
    const { type } = this.props.field;
    return isNationalId(type) ? nationalIds[type] : null;
  }

  #problem(): string {
    const { value } = this;
    const { field } = this.props;
    const label = inSentence(labelOf(field));
    if (value === '') return field.type === 'select' ? msg(str`Choose one: ${label}.`) : msg(str`Enter your ${label}.`);
    return (this.#nationalId?.isValid(value) ?? true)
      ? ''
      : msg(str`This ${label} isn’t complete or has a wrong digit. Check it and enter it again.`);
  }

  #input(): void {
    this.#error.value = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#checkSpaces(), hintDelayMs);
  }

  /** Formats when the field loses the focus: during typing, the caret would jump. */
  #change(): void {
    const control = this.#control;
    if (control) control.value = this.#format(control.value);
  }

  #format(value: string): string {
    return this.#nationalId?.format(value) ?? value;
  }

  #checkSpaces(): void {
    const { type } = this.props.field;
    const value = this.#control?.value ?? '';
    this.#hasStraySpace.value = (type === 'text' || type === 'password') && value !== value.trim();
  }

  #key(event: Event): void {
    // Password managers dispatch plain events with these names.
    this.#isCapsLock.value =
      this.props.field.type === 'password' && event instanceof KeyboardEvent && event.getModifierState('CapsLock');
  }

  protected override render(): TemplateResult {
    const { field } = this.props;
    const error = this.#error.value;
    const id = `field-${field.name}`;
    const label = labelOf(field);
    return html`<div class="field">
      <label for=${id} ${setText(label)}></label>
      <div class=${field.type === 'password' ? 'control revealable' : 'control'}>
        ${field.type === 'select' ? this.#renderSelect(field, id) : this.#renderInput(id)}${
          field.type === 'password' ? this.#renderToggle(inSentence(label)) : nothing
        }
      </div>
      <p class="error" id="${id}-error" ?hidden=${!error} ${setText(error)}></p>
      <p class="hint" role="status" id="${id}-hint" ${setText(this.#hint())}></p>
    </div>`;
  }

  #renderInput(id: string): TemplateResult {
    const { field, autofill, draft, isLast } = this.props;
    const isSecret = field.type === 'password';
    return html`<input
      id=${id}
      name=${field.name}
      type=${isSecret && !this.#isRevealed.value ? 'password' : 'text'}
      inputmode=${field.type === 'cpf' ? 'numeric' : nothing}
      .value=${this.#format(draft)}
      autocomplete=${autofill}
      autocapitalize=${field.type === 'cnpj' ? 'characters' : 'off'}
      autocorrect="off"
      spellcheck="false"
      enterkeyhint=${isLast ? 'go' : 'next'}
      translate="no"
      required
      aria-invalid=${this.#error.value ? 'true' : 'false'}
      aria-describedby="${this.#introduction()} ${id}-error ${id}-hint"
      @input=${this.#input}
      @change=${this.#change}
      @keydown=${this.#key}
      @keyup=${this.#key}
    />`;
  }

  #renderSelect({ name, options }: Extract<CredentialField, { type: 'select' }>, id: string): TemplateResult {
    const { draft } = this.props;
    return html`<select
      id=${id}
      name=${name}
      required
      aria-invalid=${this.#error.value ? 'true' : 'false'}
      aria-describedby="${this.#introduction()} ${id}-error"
      @change=${this.#input}
    >
      <option value="" ?selected=${draft === ''} ${setText(msg('Choose…'))}></option>
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === draft} ${setText(localText(label))}></option>`,
      )}
    </select>`;
  }

  #renderToggle(label: string): TemplateResult {
    const isRevealed = this.#isRevealed.value;
    return html`<button
      class="toggle"
      type="button"
      aria-label=${isRevealed ? msg(str`Hide ${label}`) : msg(str`Show ${label}`)}
      @click=${() => (this.#isRevealed.value = !isRevealed)}
    >
      ${icon(isRevealed ? 'eye-off' : 'eye')}
    </button>`;
  }

  /** An error is more urgent than how the form begins. */
  #introduction(): string {
    return this.#error.value ? '' : this.props.introduction;
  }

  #hint(): string {
    if (this.#isCapsLock.value) return msg('Caps Lock is on.');
    return this.#hasStraySpace.value ? msg('There’s a space at the start or end. Is that right?') : '';
  }
}

const isNationalId = (type: CredentialField['type']): type is keyof typeof nationalIds =>
  Object.hasOwn(nationalIds, type);

/** The field's label. The name of a national id is the same in every language, so it is not translated. */
function labelOf({ type, label }: CredentialField): string {
  const text = localText(label);
  return isNationalId(type) ? isolate(text) : text;
}

/** A label in the middle of a sentence: “user name”, but “RUT”. */
function inSentence(label: string): string {
  return label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}
