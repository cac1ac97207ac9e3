import { html, type TemplateResult } from 'lit';
import { Step } from './step.ts';
import { text } from './strings.ts';

/** Asks before something is lost. Escape means staying. */
export class LeaveConfirm extends Step {
  static override properties = { onStay: { attribute: false }, onLeave: { attribute: false } };

  declare onStay: () => void;
  declare onLeave: () => void;

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Closed and not just removed, so that the focus goes back to where it was.
    this.querySelector('dialog')?.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="confirm"
      aria-labelledby="leave-title"
      aria-describedby="leave-text"
      @cancel=${this.onStay}
    >
      <h2 id="leave-title">${text('leave.title')}</h2>
      <p id="leave-text">${text('leave.text')}</p>
      <div class="actions">
        <button class="primary" type="button" @click=${this.onStay}>${text('leave.stay')}</button>
        <button class="secondary" type="button" @click=${this.onLeave}>${text('leave.leave')}</button>
      </div>
    </dialog>`;
  }
}
