import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { diagnose, tryTokenRequest, type Finding, type Subject } from '../../../src/button/debug/index.ts';

const marks = { good: 'Good', problem: 'To change', unknown: 'To know' } as const;

/** The form of `docs/diagnose.md`: what the attribute `debug` checks, for settings that a developer types. */
class AraucariaDiagnosis extends LitElement {
  static override readonly properties = { findings: { state: true }, isRunning: { state: true } };

  declare findings: readonly Finding[] | null;
  declare isRunning: boolean;

  constructor() {
    super();
    this.findings = null;
    this.isRunning = false;
  }

  /** The site's own style sheet is used. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #run(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isRunning) return;
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => (fields.get(name) as string).trim();
    const settings: Partial<Subject> = {
      tokenEndpoint: text('token-endpoint'),
      connectionId: text('connection-id'),
      credentials: text('credentials') as RequestCredentials,
      widgetIntegrity: text('widget-integrity'),
      ...(text('widget-src') && { widgetSrc: text('widget-src') }),
    };
    this.isRunning = true;
    this.findings = null;
    const findings = await diagnose(settings);
    const answer = fields.has('try') ? await tryTokenRequest(settings) : [];
    this.findings = [...answer, ...findings];
    this.isRunning = false;
  }

  override render(): TemplateResult {
    return html`<form class="diagnosis" @submit=${this.#run}>
        <label
          >token-endpoint <input name="token-endpoint" required value="/api/widget-token" spellcheck="false"
        /></label>
        <label>
          credentials
          <select name="credentials">
            <option>same-origin</option>
            <option>include</option>
            <option>omit</option>
          </select>
        </label>
        <label
          >connection-id <input name="connection-id" placeholder="none: a new connection" spellcheck="false"
        /></label>
        <label>widget-src <input name="widget-src" placeholder="the documented script" spellcheck="false" /></label>
        <label>widget-integrity <input name="widget-integrity" placeholder="none" spellcheck="false" /></label>
        <label class="check"><input type="checkbox" name="try" /> Request a token too, which makes a connection</label>
        <button ?disabled=${this.isRunning}>${this.isRunning ? 'Checking …' : 'Check'}</button>
      </form>
      <div class="findings" role="status">${this.findings ? this.#list(this.findings) : nothing}</div>`;
  }

  #list(findings: readonly Finding[]): TemplateResult {
    return html`<ul>
      ${findings.map(
        ({ area, outcome, says, change }) =>
          html`<li data-outcome=${outcome}>
            <strong>${marks[outcome]}, ${area}:</strong> ${says} ${change ? html`<code>${change}</code>` : nothing}
          </li>`,
      )}
    </ul>`;
  }
}

/** A function, since package.json says that importing this module does nothing. */
export const defineDiagnosis = (): void => customElements.define('araucaria-diagnosis', AraucariaDiagnosis);
