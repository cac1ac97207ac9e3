import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Institution } from '../../../shared/widget-api.ts';
import type { BankPhase } from '../flow/state.ts';
import { isolate } from '../i18n/localization.ts';
import { setText } from '../i18n/set-text.ts';
import { icon } from '../theme/icons.ts';
import { Step } from './step.ts';

/** After this time, a message says that the bank takes longer than usual. */
const slowNoticeMs = 8_000;

/** `sending`: the credentials are on their way. */
export type ProgressPhase = 'sending' | BankPhase;

export type ProgressProps = {
  institution: Institution;
  phase: ProgressPhase;
  /** Whether a connection is repaired. */
  isRepair: boolean;
};

type Stage = { state: 'done' | 'now' | 'next'; text: string };

/**
 * Waiting for the bank. Shows the stages that are known, and no progress bar with a made-up percentage. A stage is done only
 * once the server has said so.
 */
export class ProgressStep extends Step<ProgressProps> {
  readonly #isSlow = this.state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const delayMs = this.props.institution.status === 'slow' ? 0 : slowNoticeMs;
    this.#timer = setTimeout(() => (this.#isSlow.value = true), delayMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  // At first a screen reader reads the heading; then it announces each change of the stages.
  protected override render(): TemplateResult {
    const { institution, phase, isRepair } = this.props;
    const bank = isolate(institution.name);
    const isSlow = this.#isSlow.value;
    return html`
      <h1 tabindex="-1" ${setText(isRepair ? msg(str`Reconnecting to ${bank}`) : msg(str`Connecting to ${bank}`))}></h1>
      <p ${setText(msg('Keep this window open.'))}></p>
      <ol class="stages" aria-live="polite" aria-atomic="true">
        ${stagesOf(phase, bank).map(renderStage)}
      </ol>
      <p
        class="hint"
        role="status"
        ${setText(isSlow ? msg(str`${bank} is taking longer than usual. It can take up to a minute or two.`) : '')}
      ></p>
    `;
  }
}

function stagesOf(phase: ProgressPhase, bank: string): Stage[] {
  switch (phase) {
    case 'answering':
      return [
        { state: 'now', text: msg('Sending your answer securely') },
        { state: 'next', text: msg(str`Waiting for ${bank} to check it`) },
      ];
    case 'unsure':
      return [
        { state: 'now', text: msg('The connection was interrupted. Your answer may have arrived: we are finding out') },
      ];
    case 'checking':
      return [
        { state: 'done', text: msg('Your answer has arrived') },
        { state: 'now', text: msg(str`${bank} is checking it`) },
      ];
    case 'waiting':
      return [
        { state: 'done', text: msg('Your details have arrived') },
        { state: 'now', text: msg(str`Waiting for ${bank} to respond`) },
      ];
    default:
      return [
        { state: 'now', text: msg('Sending your details securely') },
        { state: 'next', text: msg(str`Waiting for ${bank} to respond`) },
      ];
  }
}

function renderStage({ state, text }: Stage): TemplateResult {
  const spoken = state === 'done' ? msg('done') : state === 'now' ? msg('in progress') : '';
  return html`<li data-state=${state}>
    <span class="state">${icon('check')}</span>
    <span>
      <span ${setText(text)}></span>
      <span class="visually-hidden" ${setText(spoken)}></span>
    </span>
  </li>`;
}
