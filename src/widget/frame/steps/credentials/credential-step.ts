import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialField, Institution } from '../../../../shared/widget-api.ts';
import { bankMark } from '../institution/bank-mark.ts';
import type { CredentialInput } from './credential-input.ts';
import { araucaria, isolate } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { triesLeftText } from './tries-left-text.ts';
import { says } from '../../i18n/says.ts';

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
  };

  declare institution: Institution;
  declare applicationName: string;
  /** What was typed before a refusal, without the passwords. */
  declare kept: ReadonlyMap<string, string>;
  /** After a refusal: how many tries are left. Else null. */
  declare triesLeft: number | null;
  declare onSend: (credentials: Record<string, string>) => void;
  /** Whether the form now holds something that would be lost. */
  declare onTyped: (typed: boolean) => void;
  /** Back to the bank list, with what was typed so far; null where no other bank can be chosen. */
  declare onBack: ((credentials: Record<string, string>) => void) | null;

  constructor() {
    super();
    this.kept = new Map();
    this.triesLeft = null;
    this.onBack = null;
  }

  override begin(): void {
    if (this.triesLeft === null) super.begin();
    else void this.#focusInvalid();
  }

  #inputs(): CredentialInput[] {
    return Array.from(this.querySelectorAll<CredentialInput>('credential-input'));
  }

  async #focusInvalid(): Promise<void> {
    const inputs = this.#inputs();
    // Described by its error before it is read out.
    await Promise.all(inputs.map(({ updateComplete }) => updateComplete));
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const inputs = this.#inputs();
    // Each of them, so that all that is wrong is told at once.
    const wrong = inputs.filter((input) => !input.check());
    if (wrong.length > 0) void this.#focusInvalid();
    else this.onSend(this.#credentials());
  }

  #credentials(): Record<string, string> {
    return Object.fromEntries(this.#inputs().map(({ field, value }) => [field.name, value]));
  }

  protected override render(): TemplateResult {
    const { institution, applicationName } = this;
    const bank = isolate(institution.name);
    const app = isolate(applicationName);
    return html`
      <header class="bank-header">
        ${bankMark(institution)}
        <h1 tabindex="-1" ${says(msg(str`Sign in to ${bank}`))}></h1>
      </header>
      <p class="asks" ${says(msg(str`${app} asks to link your account at ${bank}.`))}></p>
      <form
        novalidate
        @submit=${this.#submit}
        @input=${() => this.onTyped(this.#inputs().some(({ value }) => value !== ''))}
      >
        ${institution.fields.map((field) => this.#renderField(field))}${this.#renderHelp()}<button
          class="primary"
          type="submit"
          ${says(msg('Continue'))}
        ></button
        >${
          this.onBack
            ? html`<button
                class="quiet"
                type="button"
                @click=${() => this.onBack?.(this.#credentials())}
                ${says(msg('Choose another bank'))}
              ></button>`
            : nothing
        }
      </form>
      <p
        class="safe"
        ${says(msg(str`Your details are sent encrypted to ${bank} through ${araucaria}. ${app} never sees them.`))}
      ></p>
    `;
  }

  #renderField(field: CredentialField): TemplateResult {
    return html`<credential-input
      .field=${field}
      .kept=${this.kept.get(field.name) ?? ''}
      .autofill=${this.#autofillOf(field)}
      .refusal=${this.#refusalOf(field)}
    ></credential-input>`;
  }

  #renderHelp(): TemplateResult | typeof nothing {
    const { forgotUserUrl, forgotPasswordUrl } = this.institution;
    const pages: [url: string | null, words: string][] = [
      [forgotUserUrl, msg('Forgot your user name?')],
      [forgotPasswordUrl, msg('Forgot your password?')],
    ];
    const links = pages.flatMap(([url, words]) =>
      url
        ? [
            html`<a href=${url} target="_blank" rel="noopener noreferrer">
              <span ${says(words)}></span>
              <span class="visually-hidden" ${says(msg('(opens in a new tab)'))}></span>
            </a>`,
          ]
        : [],
    );
    return links.length ? html`<p class="help">${links}</p>` : nothing;
  }

  /** Password managers take the last plain field before the first password for the user name: so does this form. */
  #autofillOf(field: CredentialField): string {
    if (field.type === 'password') return 'current-password';
    const { fields } = this.institution;
    const before = fields.slice(
      0,
      fields.findIndex(({ type }) => type === 'password'),
    );
    return field === before.findLast(({ type }) => type !== 'select') ? 'username' : 'off';
  }

  // The refusal is told beside the first password: it is the field that must be typed again.
  #refusalOf(field: CredentialField): string {
    const { fields, name } = this.institution;
    const first = fields.find(({ type }) => type === 'password') ?? fields[0];
    if (this.triesLeft === null || first !== field) return '';
    const refused = msg(str`${isolate(name)} did not accept these details. Check them and type the password again.`);
    return `${refused} ${triesLeftText(this.triesLeft)}`;
  }
}
