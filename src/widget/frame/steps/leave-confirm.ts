import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { setText } from '../i18n/set-text.ts';
import { Step } from './step.ts';

export type LeaveConfirmProps = {
  /** Whether a connection is repaired. */
  isRepair: boolean;
  onStay: () => void;
  onLeave: () => void;
};

/** Asks for confirmation before something is lost. Escape means staying. */
export class LeaveConfirm extends Step<LeaveConfirmProps> {
  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  /** Closes the dialog before it is removed, so that the focus returns to where it was. */
  #stay(): void {
    this.querySelector('dialog')?.close();
    this.props.onStay();
  }

  protected override render(): TemplateResult {
    const title = this.props.isRepair ? msg('Close without reconnecting?') : msg('Close without connecting?');
    return html`<dialog
      class="confirm"
      aria-labelledby="leave-title"
      aria-describedby="leave-text"
      @cancel=${this.#stay}
    >
      <h2 id="leave-title" ${setText(title)}></h2>
      <p id="leave-text" ${setText(msg('What you’ve done here so far will be lost.'))}></p>
      <div class="actions">
        <button class="primary" type="button" @click=${this.#stay} ${setText(msg('Stay'))}></button>
        <button class="secondary" type="button" @click=${this.props.onLeave} ${setText(msg('Close'))}></button>
      </div>
    </dialog>`;
  }
}
