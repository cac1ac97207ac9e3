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
const announceAtSeconds = [120, offerAtSeconds, 30];

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
  // At the last update.
  #left = 0;

  // The challenge has the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { expiresIn, extensionsLeft } = this.props;
    const former = changed.get('props');
    const isNew = changed.has('props') && (former?.expiresIn !== expiresIn || former.extensionsLeft !== extensionsLeft);
    if (isNew) this.#countdown.start(expiresIn);
    const { left } = this.#countdown;
    // The visible text is enough at first, unless the user has to act. After an extension, the announcement confirms it.
    const isDue = isNew
      ? this.hasUpdated || this.#isOffered
      : announceAtSeconds.some((at) => left <= at && at < this.#left);
    // A phone that slept skips seconds.
    if (isDue)
      this.#announced = this.#isOffered
        ? `${timeText(left)} ${msg('Press “More time” to keep going.')}`
        : timeText(left);
    this.#left = left;
  }

  /** Whether the user can have more time, and needs it soon. */
  get #isOffered(): boolean {
    return this.#countdown.left <= offerAtSeconds && this.props.extensionsLeft > 0;
  }

  protected override render(): TemplateResult {
    return html`
      <p class="time">
        ${icon('clock')}<span ${setText(timeText(this.#countdown.left))}></span>${
          this.#isOffered
            ? html`<button
                class="secondary"
                type="button"
                @click=${this.props.onExtend}
                ${setText(msg('More time'))}
              ></button>`
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
