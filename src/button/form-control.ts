import { LitElement } from 'lit';
import { bare } from '../shared/bare.ts';

/** What every form control has: a value for the form, validity, labels. When it has a value is the subclass's matter. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;

  // Not whole in jsdom and happy-dom, where a host may define the class all the same to test its own page.
  protected readonly internals = this.attachInternals?.() ?? ({} as ElementInternals);
  #value = '';
  #customValidity = '';

  abstract required: boolean;

  /** What the form sends under the control's name; empty until there is something. */
  get value(): string {
    return this.#value;
  }

  /** The form this control belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The `<label>` elements that name this control. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** Which of the form's rules the value breaks. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** What a user is told about a value that won't do. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** False while disabled: nobody asks a disabled control for a value. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether the value will do; dispatches `invalid` if not. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** Like {@link checkValidity}, and tells the user. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Makes the control invalid with a message of the host's own; an empty one takes that back. */
  setCustomValidity(message: string): void {
    this.#customValidity = message;
    this.validate();
  }

  /** The browser gives back what the user had when a page is restored: the string that was set as the form value. */
  formStateRestoreCallback(state: string): void {
    this.setValue(state);
  }

  /** In the same turn the value counts: who hears of it may submit the form at once. */
  protected setValue(value: string): void {
    this.#value = value;
    this.internals.setFormValue?.(value || null);
    this.validate();
  }

  protected validate(): void {
    const valueMissing = this.required && !this.#value;
    this.internals.setValidity?.(
      bare({ customError: !!this.#customValidity, valueMissing }),
      this.#customValidity || (valueMissing ? this.missingMessage() : ''),
      this.control ?? undefined,
    );
  }

  /** What to tell a user who has to give a value first. */
  protected abstract missingMessage(): string;

  /** The element that shows the user which control is meant. */
  protected abstract get control(): HTMLElement | null;
}
