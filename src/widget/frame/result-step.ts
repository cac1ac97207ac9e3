import { html, type TemplateResult } from 'lit';
import type { WidgetErrorCode } from '../../shared/widget-error.ts';
import { Step } from './step.ts';
import { text } from './strings.ts';

/** How a run can end, or stop on the way: a code of the widget, or the host's own token request that failed. */
export type Failure = WidgetErrorCode | 'token-failed';

/** What the person can do about a failure, the most helpful first. Leaving is always offered, after these. */
export type Remedy = 'retry' | 'other';

/** The end of the road, or a turn in it: connected, or what happened and what to do now. */
export class ResultStep extends Step {
  static override properties = {
    failure: { attribute: false },
    remedies: { attribute: false },
    bank: { attribute: false },
    applicationName: { attribute: false },
    onRemedy: { attribute: false },
    onLeave: { attribute: false },
  };

  /** Null: the bank is connected. */
  declare failure: Failure | null;
  declare remedies: readonly Remedy[];
  /** Names as far as they are known by now. */
  declare bank: string | undefined;
  declare applicationName: string | undefined;
  declare onRemedy: (remedy: Remedy) => void;
  declare onLeave: () => void;

  constructor() {
    super();
    this.failure = null;
    this.remedies = [];
  }

  protected override render(): TemplateResult {
    const names = {
      bank: this.bank ?? text('failed.theBank'),
      app: this.applicationName ?? text('failed.theApp'),
    };
    return this.failure === null ? this.#renderSuccess(names) : this.#renderFailure(this.failure, names);
  }

  #renderSuccess(names: Record<string, string>): TemplateResult {
    return html`
      <div class="result" data-kind="success">
        <span class="sign" aria-hidden="true"></span>
        <h1 tabindex="-1">${text('connected.title')}</h1>
        <p>${text('connected.text', names)}</p>
      </div>
      <div class="actions">
        <button class="primary" type="button" @click=${this.onLeave}>${text('connected.done')}</button>
      </div>
    `;
  }

  #renderFailure(failure: Failure, names: Record<string, string>): TemplateResult {
    const key = keyOf(failure);
    const [first, ...rest] = this.remedies;
    return html`
      <div class="result" data-kind="failure">
        <span class="sign" aria-hidden="true"></span>
        <h1 tabindex="-1">${text(`${key}.title`, names)}</h1>
        <p>${text(`${key}.text`, names)}</p>
      </div>
      <div class="actions">
        ${first ? this.#renderRemedy(first, 'primary') : ''}
        ${rest.map((each) => this.#renderRemedy(each, 'secondary'))}
        <button class=${first ? 'quiet' : 'primary'} type="button" @click=${this.onLeave}>
          ${text('failed.leave')}
        </button>
      </div>
    `;
  }

  #renderRemedy(remedy: Remedy, kind: string): TemplateResult {
    return html`<button class=${kind} type="button" @click=${() => this.onRemedy(remedy)}>
      ${text(`failed.${remedy}`)}
    </button>`;
  }
}

function keyOf(failure: Failure): 'failed.noAnswer' | `error.${Exclude<WidgetErrorCode, 'frame-unreachable'>}` {
  if (failure === 'token-failed') return 'failed.noAnswer';
  // Of a frame that is on screen the code says nothing more to a person than that something went wrong.
  return failure === 'frame-unreachable' ? 'error.internal-error' : `error.${failure}`;
}
