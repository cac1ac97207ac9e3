import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { formatNumber } from '../../i18n/localization.ts';
import { Step } from '../step.ts';
import { Countdown } from './countdown.ts';
import { says } from '../../i18n/says.ts';

/** From so many seconds on, more time is offered. WCAG 2.2, criterion 2.2.1, asks for 20 at least. */
const offerAt = 60;

/** The moments at which the rest is told aloud, in seconds. In between it would only interrupt. */
const tellAt = [120, 60, 30];

/** How long the user has for a challenge, and the button for more. */
export class TimeLimit extends Step {
  static override properties = {
    expiresIn: { attribute: false },
    extensionsLeft: { attribute: false },
    onExtend: { attribute: false },
    onExpire: { attribute: false },
  };

  /** Seconds left when the challenge was heard of. */
  declare expiresIn: number;
  declare extensionsLeft: number;
  declare onExtend: () => void;
  declare onExpire: () => void;

  readonly #countdown = new Countdown(this, () => this.onExpire());
  #told = '';

  // The challenge has the focus.
  protected override firstUpdated(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('expiresIn') || changed.has('extensionsLeft')) {
      this.#countdown.start(this.expiresIn);
      // At first the text beside it is enough; after an extension one wants to hear that it worked.
      this.#told = this.hasUpdated ? timeText(this.#countdown.left) : '';
    } else if (tellAt.includes(this.#countdown.left)) this.#told = timeText(this.#countdown.left);
  }

  protected override render(): TemplateResult {
    const { left } = this.#countdown;
    const offered = left <= offerAt && this.extensionsLeft > 0;
    return html`
      <p class="time">
        <span ${says(timeText(left))}></span>${
          offered
            ? html`<button class="secondary" type="button" @click=${this.onExtend} ${says(msg('More time'))}></button>`
            : nothing
        }
      </p>
      <p class="visually-hidden" role="status" ${says(this.#told)}></p>
    `;
  }
}

function timeText(seconds: number): string {
  if (seconds > 90) return msg(str`You have about ${formatNumber(Math.round(seconds / 60))} minutes.`);
  if (seconds > 60) return msg('You have about one minute.');
  return seconds === 1 ? msg('You have one second.') : msg(str`You have ${formatNumber(seconds)} seconds.`);
}
