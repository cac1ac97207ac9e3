import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialField, TestMode } from '../../../shared/widget-api.ts';
import type { State } from '../flow/state.ts';
import { isolate, localText } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { Step } from '../steps/step.ts';

export { default as styles } from './test-mode-bar.css?inline';

export type TestModeProps = { testMode: TestMode; state: State };

type Scenario = TestMode['scenarios'][number];

/** Above the steps of a sandbox that ask for something: says what to type, and types it. */
export class TestModeBar extends Step<TestModeProps> {
  readonly #isFilled = this.state(false);

  // The step takes the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(): void {
    if (this.props.state.step !== 'form') this.#isFilled.value = false;
  }

  #fill(values: readonly [name: string, value: string][]): void {
    for (const [name, value] of values) fillField(`[name="${CSS.escape(name)}"]`, value);
    this.#isFilled.value = true;
  }

  protected override render(): TemplateResult | typeof nothing {
    const content = this.#renderContent();
    if (content === nothing) return nothing;
    return html`<aside class="test-mode" aria-label=${msg('Test mode')}>
      <strong aria-hidden="true" ${setText(msg('Test mode'))}></strong>${content}
    </aside>`;
  }

  #renderContent(): TemplateResult | typeof nothing {
    const { state, testMode } = this.props;
    if (state.step === 'form') return this.#renderChooser(scenariosFor(state.institution.fields, testMode.scenarios));
    if (state.step !== 'challenge') return nothing;
    const { challenge } = state;
    if (challenge.type === 'one-time-code') {
      return this.#renderAnswer(msg(str`The code is ${isolate(testMode.oneTimeCode)}.`), () =>
        fillField('[autocomplete="one-time-code"]', testMode.oneTimeCode),
      );
    }
    if (challenge.type !== 'questions') return nothing;
    const answer = testMode.securityQuestion;
    return this.#renderAnswer(msg(str`Each answer is ${isolate(answer)}.`), () =>
      this.#fill(challenge.questions.map(({ id }) => [id, answer])),
    );
  }

  #renderChooser(scenarios: readonly Scenario[]): TemplateResult {
    return html`
      <label for="test-mode-scenario" ${setText(msg('What should happen?'))}></label>
      <select
        id="test-mode-scenario"
        @change=${(event: Event) => {
          // The listener is on the `select`.
          const { values } = scenarios[Number((event.currentTarget as HTMLSelectElement).value)] ?? { values: [] };
          this.#fill(values);
        }}
      >
        <option value="" selected disabled ${setText(msg('Choose…'))}></option>
        ${scenarios.map(({ label }, index) => html`<option value=${index} ${setText(localText(label))}></option>`)}
      </select>
      <p
        class="visually-hidden"
        role="status"
        ${setText(this.#isFilled.value ? msg('The form is filled in.') : '')}
      ></p>
    `;
  }

  #renderAnswer(text: string, onFill: () => void): TemplateResult {
    return html`
      <p ${setText(text)}></p>
      <button class="quiet" type="button" @click=${onFill} ${setText(msg('Fill in'))}></button>
    `;
  }
}

/** The scenarios that fill this form differently: the scenario is in the user name, which some forms do not have. */
function scenariosFor(fields: readonly CredentialField[], scenarios: readonly Scenario[]): Scenario[] {
  const names = new Set(fields.map(({ name }) => name));
  const different = new Map<string, Scenario>();
  for (const scenario of scenarios) {
    const filled = JSON.stringify(scenario.values.filter(([name]) => names.has(name)));
    if (!different.has(filled)) different.set(filled, scenario);
  }
  return [...different.values()];
}

/** Fills a field of the step as a password manager does: the value, then the events of a user who types. */
function fillField(selector: string, value: string): void {
  const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(`main ${selector}`);
  if (!field) return;
  field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

customElements.define('test-mode-bar', TestModeBar);
