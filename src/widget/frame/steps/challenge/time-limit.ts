import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { formatNumber } from '../../i18n/localization.ts';
import { setText } from '../../i18n/set-text.ts';
import { icon } from '../../theme/icons.ts';
import { Step } from '../step.ts';
import { Countdown } from './countdown.ts';

/** The button for more time appears at this many seconds. WCAG 2.2, criterion 2.2.1, asks for at least 20. */
const offerAtSeconds = 60;

/** A screen reader announces the rest at these seconds only: more often would interrupt. */
const announceAtSeconds = [120, 60, 30];

export type TimeLimitProps = {
  /** Seconds left when the challenge was received. */
  expiresIn: number;
  extensionsLeft: number;
  onExtend: () => void;
  onExpire: () => void;
};

/** The time left for a challenge, and the button for more. */
export class TimeLimit extends Step<TimeLimitProps> {
  readonly #countdown = new Countdown(this, () => this.props.onExpire());
  #announced = '';

  // The challenge has the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { expiresIn, extensionsLeft } = this.props;
    const former = changed.get('props');
    const isNew = changed.has('props') && (former?.expiresIn !== expiresIn || former.extensionsLeft !== extensionsLeft);
    if (isNew) {
      this.#countdown.start(expiresIn);
      // The visible text is enough at first. After an extension, the announcement confirms it.
      this.#announced = this.hasUpdated ? timeText(this.#countdown.left) : '';
    } else if (announceAtSeconds.includes(this.#countdown.left)) this.#announced = timeText(this.#countdown.left);
  }

  protected override render(): TemplateResult {
    const { extensionsLeft, onExtend } = this.props;
    const { left } = this.#countdown;
    const isOffered = left <= offerAtSeconds && extensionsLeft > 0;
    return html`
      <p class="time">
        ${icon('clock')}<span ${setText(timeText(left))}></span>${
          isOffered
            ? html`<button class="secondary" type="button" @click=${onExtend} ${setText(msg('More time'))}></button>`
            : nothing
        }
      </p>
      <p class="visually-hidden" role="status" ${setText(this.#announced)}></p>
    `;
  }
}

function timeText(seconds: number): string {
  if (seconds > 90) return msg(str`You have about ${formatNumber(Math.round(seconds / 60))} minutes.`);
  if (seconds > 60) return msg('You have about one minute.');
  return seconds === 1 ? msg('You have one second.') : msg(str`You have ${formatNumber(seconds)} seconds.`);
}
