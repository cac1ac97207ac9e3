import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialField, Institution } from '../../../../shared/widget-api.ts';
import type { CredentialInput, CredentialInputProps } from './credential-input.ts';
import { araucaria, isolate } from '../../i18n/localization.ts';
import { hasFinePointer } from '../../input/fine-pointer.ts';
import { nextOnEnter } from '../../input/next-on-enter.ts';
import { Step } from '../step.ts';
import { externalLink } from '../external-link.ts';
import { triesLeftText } from './tries-left-text.ts';
import { setText } from '../../i18n/set-text.ts';
import { icon } from '../../theme/icons.ts';

export type CredentialProps = {
  institution: Institution;
  applicationName: string;
  /** What was typed before, by field name, without passwords. */
  draft: ReadonlyMap<string, string>;
  /** How many tries are left after a refusal, else null. */
  triesLeft: number | null;
  /** Whether a connection is repaired. */
  isRepair: boolean;
  onSend: (credentials: Record<string, string>) => void;
  /** Receives whether the form holds something that would be lost. */
  onTyped: (dirty: boolean) => void;
};

/** The bank's form. Typed data leaves only through `props`; the fields are emptied when the form is removed. */
export class CredentialStep extends Step<CredentialProps> {
  override begin(): void {
    if (this.props.triesLeft !== null) void this.#focusInvalid();
    else if (hasFinePointer()) this.#focusEmpty();
    else super.begin();
  }

  /** The field that gets the focus at first, and is described by how the form begins. */
  get #introduced(): CredentialField | undefined {
    const { institution, draft } = this.props;
    return hasFinePointer() ? institution.fields.find(({ name }) => !draft.get(name)) : undefined;
  }

  #inputs(): CredentialInput[] {
    return Array.from(this.querySelectorAll<CredentialInput>('credential-input'));
  }

  /**
   * Focuses the first empty field, whose description includes the heading. Where there is none, or where it is only in view
   * when the heading is not, focuses the heading.
   */
  #focusEmpty(): void {
    const inputs = this.#inputs();
    const empty = inputs.find(({ value }) => value === '');
    if (inputs.some(({ hasUpdated }) => !hasUpdated)) void this.#fieldsReady().then(() => this.#focusEmpty());
    else if (empty && empty.getBoundingClientRect().bottom <= innerHeight) empty.focus();
    else super.begin();
  }

  /** Resolves when the fields are in the document with their errors: a screen reader reads a field as it gets the focus. */
  async #fieldsReady(): Promise<void> {
    await Promise.all(this.#inputs().map(({ updateComplete }) => updateComplete));
  }

  async #focusInvalid(): Promise<void> {
    await this.#fieldsReady();
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const inputs = this.#inputs();
    // All fields are checked, so that all errors show at once.
    const invalid = inputs.filter((input) => !input.check());
    if (invalid.length > 0) void this.#focusInvalid();
    else this.props.onSend(this.typed);
  }

  override get typed(): Record<string, string> {
    return Object.fromEntries(this.#inputs().map(({ name, value }) => [name, value]));
  }

  protected override render(): TemplateResult {
    const { institution, applicationName, isRepair, onTyped } = this.props;
    const bank = isolate(institution.name);
    const app = isolate(applicationName);
    return html`
      <h1
        tabindex="-1"
        id="form-title"
        ${setText(isRepair ? msg(str`Reconnect ${bank}`) : msg(str`Sign in to ${bank}`))}
      ></h1>
      <p
        class="asks"
        id="form-purpose"
        ${setText(
          isRepair
            ? msg(str`${bank} no longer accepts the saved sign-in. Sign in again to reconnect it to ${app}.`)
            : msg(str`${app} asks to connect your account at ${bank}.`),
        )}
      ></p>
      <form
        novalidate
        aria-labelledby="form-title"
        @submit=${this.#submit}
        @keydown=${nextOnEnter}
        @input=${() => onTyped(this.#inputs().some(({ value }) => value !== ''))}
      >
        ${institution.fields.map((field) => this.#renderField(field))}${this.#renderHelp()}
        <p class="safe">
          ${icon('lock')}
          <span
            ${setText(
              msg(str`Your details are sent encrypted to ${bank} through ${araucaria}. ${app} never sees them.`),
            )}
          ></span>
        </p>
        <button class="primary" type="submit" ${setText(isRepair ? msg('Reconnect') : msg('Continue'))}></button>
      </form>
    `;
  }

  #renderField(field: CredentialField): TemplateResult {
    const props = {
      field,
      draft: this.props.draft.get(field.name) ?? '',
      autofill: this.#autofillOf(field),
      refusal: this.#refusalOf(field),
      isLast: field === this.props.institution.fields.at(-1),
      introduction: field === this.#introduced ? 'form-title form-purpose part' : '',
    };
    return html`<credential-input .props=${props satisfies CredentialInputProps}></credential-input>`;
  }

  #renderHelp(): TemplateResult | typeof nothing {
    const { fields, forgotUserUrl, forgotPasswordUrl } = this.props.institution;
    // Only the name of a field says what it is: a text field may hold the number of a document.
    const hasUserName = fields.some(({ type, name }) => type === 'text' && /^user/i.test(name));
    const pages: [url: string | null, text: string][] = [
      [forgotUserUrl, hasUserName ? msg('Forgot your user name?') : msg('Trouble signing in?')],
      [forgotPasswordUrl, msg('Forgot your password?')],
    ];
    const links = pages.flatMap(([url, text]) => (url === null ? [] : [externalLink(url, text)]));
    return links.length ? html`<p class="links">${links}</p>` : nothing;
  }

  /** As in password managers, the user name is the last text field before the first password. */
  #autofillOf(field: CredentialField): string {
    if (field.type === 'password') return 'current-password';
    const { fields } = this.props.institution;
    const before = fields.slice(
      0,
      fields.findIndex(({ type }) => type === 'password'),
    );
    return field === before.findLast(({ type }) => type !== 'select') ? 'username' : 'off';
  }

  /** The refusal shows at the first password, the field that must be typed again. */
  #refusalOf(field: CredentialField): string {
    const { institution, triesLeft } = this.props;
    const { fields, name } = institution;
    const first = fields.find(({ type }) => type === 'password') ?? fields[0];
    if (triesLeft === null || first !== field) return '';
    const refused = msg(str`${isolate(name)} didn’t accept these details. Check them and enter your password again.`);
    return `${refused} ${triesLeftText(triesLeft)}`;
  }
}
