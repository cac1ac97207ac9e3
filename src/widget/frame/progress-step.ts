import { html, type TemplateResult } from 'lit';
import type { Institution } from '../../shared/widget-api.ts';
import { Step } from './step.ts';
import { text } from './strings.ts';

/** From here on the wait is longer than people expect, and silence would worry them. In ms. */
const patience = 8_000;

/** Waiting for the bank: says what is happening, never how far along a made-up bar would be. */
export class ProgressStep extends Step {
  static override properties = {
    institution: { attribute: false },
    phase: { attribute: false },
    onCancel: { attribute: false },
    slow: { state: true },
  };

  declare institution: Institution;
  /** `sending`: the credentials are on their way; `waiting`: the bank has them. */
  declare phase: 'sending' | 'waiting';
  declare onCancel: () => void;

  declare private slow: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.slow = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => {
      this.slow = true;
    }, patience);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const bank = this.institution.name;
    const waiting = this.phase === 'waiting';
    return html`
      <h1 tabindex="-1">${text('progress.title', { bank })}</h1>
      <p>${text('progress.keep')}</p>
      <ol class="stages">
        <li data-state=${waiting ? 'done' : 'now'}>
          ${text('progress.sending')}
          <span class="visually-hidden">${text(waiting ? 'progress.done' : 'progress.now')}</span>
        </li>
        <li data-state=${waiting ? 'now' : 'next'}>${text('progress.waiting', { bank })}</li>
      </ol>
      <p class="hint" role="status">${this.slow ? text('progress.slow', { bank }) : ''}</p>
      <button class="quiet" type="button" @click=${this.onCancel}>${text('progress.cancel')}</button>
    `;
  }
}
