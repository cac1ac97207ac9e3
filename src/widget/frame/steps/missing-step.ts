import { msg, str } from '@lit/localize';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { maxInstitutionNameLength } from '../../../shared/limits.ts';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { Step } from './step.ts';

export type MissingProps = {
  /** The application's name; undefined before the session is open. */
  applicationName: string | undefined;
  /** What the user searched for: probably the bank's name. */
  query: string;
  /** Whether the application was told. */
  isReported: boolean;
  /** Sends the bank's name to the application; empty if the user gave none. */
  onReport: (name: string) => void;
  /** Goes back to the bank list. */
  onOther: () => void;
  onLeave: () => void;
};

/** The user's bank is not in the list: asks which one it is, for the application, and says what can be done now. */
export class MissingStep extends Step<MissingProps> {
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('props')?.isReported === false && this.props.isReported) this.begin();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.props.onReport(this.querySelector('input')?.value ?? '');
  }

  protected override render(): TemplateResult {
    const { applicationName, isReported } = this.props;
    const app = applicationName === undefined ? msg('the app') : isolate(applicationName);
    return isReported ? this.#renderThanks(app) : this.#renderForm(app);
  }

  #renderForm(app: string): TemplateResult {
    const { query } = this.props;
    return html`
      <h1 tabindex="-1" ${setText(msg('Which bank are you missing?'))}></h1>
      <p ${setText(msg(str`It can’t be connected yet. If you like, we’ll tell ${app} which one it is.`))}></p>
      <form novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="missing-bank" ${setText(msg('Name of your bank (optional)'))}></label>
          <input
            id="missing-bank"
            type="text"
            autocomplete="off"
            autocorrect="off"
            spellcheck="false"
            enterkeyhint="send"
            translate="no"
            maxlength=${maxInstitutionNameLength}
            .value=${query}
          />
        </div>
        <button class="primary" type="submit" ${setText(msg(str`Tell ${app}`))}></button>
      </form>
    `;
  }

  #renderThanks(app: string): TemplateResult {
    const { onOther, onLeave } = this.props;
    return html`
      <h1 tabindex="-1" ${setText(msg('Thank you'))}></h1>
      <p ${setText(msg(str`We’ve told ${app} that your bank is missing. See there what else you can do.`))}></p>
      <div class="actions">
        <button class="primary" type="button" @click=${onOther} ${setText(msg('Choose another bank'))}></button>
        <button class="quiet" type="button" @click=${onLeave} ${setText(msg('Close'))}></button>
      </div>
    `;
  }
}
