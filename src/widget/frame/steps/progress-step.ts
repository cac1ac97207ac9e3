import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Institution } from '../../../shared/widget-api.ts';
import { isolate } from '../i18n/localization.ts';
import { Step } from './step.ts';
import { says } from '../i18n/says.ts';

/** From here on the wait is longer than people expect, and silence would worry them. In ms. */
const patience = 8_000;

/** What is known while the user waits: credentials under way, the bank has them, or it has an answer to its challenge. */
export type ProgressPhase = 'sending' | 'waiting' | 'checking';

type StageState = 'done' | 'now' | 'next';

/** Waiting for the bank: says what is happening, never how far along a made-up bar would be. */
export class ProgressStep extends Step {
  static override properties = {
    institution: { attribute: false },
    phase: { attribute: false },
    onCancel: { attribute: false },
    slow: { state: true },
  };

  declare institution: Institution;
  declare phase: ProgressPhase;
  declare onCancel: () => void;

  declare private slow: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.slow = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const wait = this.institution.status === 'slow' ? 0 : patience;
    this.#timer = setTimeout(() => {
      this.slow = true;
    }, wait);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const bank = isolate(this.institution.name);
    const stages: [state: StageState, words: string][] =
      this.phase === 'checking'
        ? [
            ['done', msg('Your answer is sent')],
            ['now', msg(str`${bank} is checking it`)],
          ]
        : this.phase === 'waiting'
          ? [
              ['done', msg('Your details are sent')],
              ['now', msg(str`Waiting for ${bank} to answer`)],
            ]
          : [
              ['now', msg('Sending your details securely')],
              ['next', msg(str`Waiting for ${bank} to answer`)],
            ];
    return html`
      <h1 tabindex="-1" ${says(msg(str`Connecting to ${bank}`))}></h1>
      <p ${says(msg('Keep this window open.'))}></p>
      <ol class="stages">
        ${stages.map(([state, words]) => this.#renderStage(state, words))}
      </ol>
      <p
        class="hint"
        role="status"
        ${says(this.slow ? msg(str`${bank} is taking longer than usual. It can take up to a minute or two.`) : '')}
      ></p>
      <button class="quiet" type="button" @click=${this.onCancel} ${says(msg('Cancel'))}></button>
    `;
  }

  #renderStage(state: StageState, words: string): TemplateResult {
    const spoken = state === 'done' ? msg('done') : state === 'now' ? msg('in progress') : '';
    return html`<li data-state=${state}>
      <span>
        <span ${says(words)}></span>
        <span class="visually-hidden" ${says(spoken)}></span>
      </span>
    </li>`;
  }
}
