import { LitElement } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';

/** The interface of a form control, as `<input>` has it: value, validity, labels. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  // Incomplete in jsdom and happy-dom, where the class can still be defined for the tests of a host.
  protected readonly internals = this.attachInternals?.() ?? ({} as ElementInternals);
  // Undefined until it is set: then the value is the default one.
  #value: string | undefined;
  #customValidity = '';
  #formDisabled = false;
  #isInvalid = false;

  abstract required: boolean;
  abstract disabled: boolean;
  abstract defaultValue: string;

  /** The connection id that the form submits under the control's name; empty without one. Setting it dispatches nothing. */
  get value(): string {
    return this.#value ?? this.defaultValue;
  }
  set value(value: string | null | undefined) {
    // oxlint-disable-next-line typescript/no-unnecessary-type-conversion -- a page may set a number
    this.#value = String(value ?? '');
    this.valueChanged();
  }

  /** The form this control belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The `<label>` elements that name this control. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** Which constraints the value violates. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** The message for users about an invalid value. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the value is validated: not while the control is disabled. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether the value is valid; dispatches `invalid` if not. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** Like {@link checkValidity}, and shows the message to the user. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Makes the control invalid with a message of the host's own; an empty message makes it valid again. */
  setCustomValidity(message: string): void {
    this.#customValidity = message;
    this.validate();
  }

  /** Called when a fieldset around the control, or its own attribute, is disabled or enabled. */
  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.requestUpdate();
  }

  /** Called when the browser restores a page, with the former form value. */
  formStateRestoreCallback(state: string): void {
    this.value = state;
  }

  /** Called when the form is reset. */
  formResetCallback(): void {
    this.#value = undefined;
    this.valueChanged();
  }

  /** Whether the property, or a fieldset around the control, disables it. The attribute follows the property later. */
  protected isDisabled(): boolean {
    return this.disabled || (this.#formDisabled && !this.hasAttribute('disabled'));
  }

  /** Takes effect at once, so that a listener of the button's event can submit the form. */
  protected valueChanged(): void {
    const { value } = this;
    // The second is what the browser restores, also if the user had emptied the value.
    this.internals.setFormValue?.(value || null, value);
    this.validate();
  }

  protected validate(): void {
    const valueMissing = this.required && !this.value;
    const isInvalid = valueMissing || !!this.#customValidity;
    // At first it is valid.
    if (!isInvalid && !this.#isInvalid) return;
    this.#isInvalid = isInvalid;
    this.internals.setValidity?.(
      withoutPrototype({ customError: !!this.#customValidity, valueMissing }),
      this.#customValidity || (valueMissing ? this.missingMessage() : ''),
      this.control ?? undefined,
    );
  }

  /** The message for a user who has to give a value first. */
  protected abstract missingMessage(): string;

  /** The element at which the browser shows the message. */
  protected abstract get control(): HTMLElement | null;
}
