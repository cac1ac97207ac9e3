import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { HostMessage } from '../../shared/port-protocol.ts';
import type { Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import { ConnectFlow } from './flow/connect-flow.ts';
import { draftOf } from './flow/drafts.ts';
import type { UserEvent } from './flow/event.ts';
import type { Failure } from './flow/failure.ts';
import { remediesFor, type Remedy } from './flow/remedies.ts';
import { applicationName, hasTokenFailed, isRecredential, type Flow, type State } from './flow/state.ts';
import { InstitutionSearch } from './steps/institution/institution-search.ts';
import type { Answer } from './steps/challenge/answer.ts';
import { keepFocus } from './input/keep-focus.ts';
import { loadLaterSteps } from './loading/later-steps.ts';
import { araucaria, speak, warmLocales } from './i18n/localization.ts';
import { acceptPort, type HostPort } from './host-link/port.ts';
import { says } from './i18n/says.ts';
import { countPressesOnce } from './input/single-press.ts';
import type { ProgressPhase } from './steps/progress-step.ts';
import { Step } from './steps/step.ts';
import { applyTheme } from './theme/theme.ts';

/** A page that embeds the frame without our script never hands a port over. In ms. */
const handshakeTimeout = 15_000;

/** The page in the frame: takes the port, then shows one step at a time. Without a port nothing can be typed. */
export class ConnectApp extends Step {
  #port: HostPort | null = null;
  #run: ConnectFlow | null = null;
  #standalone = false;
  #shown = false;
  // Nothing is shown until the language is loaded.
  #isSpeaking = false;
  readonly #search = new InstitutionSearch();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#speak(navigator.language);
    document.addEventListener('keydown', (event) => this.#press(event));
    keepFocus(() => this.begin());
    countPressesOnce();
    if (window.parent === window) this.#refuse();
    else void this.#meetHost();
  }

  async #meetHost(): Promise<void> {
    const timer = setTimeout(() => this.#refuse(), handshakeTimeout);
    const port = await acceptPort(window.parent);
    clearTimeout(timer);
    this.#standalone = false;
    this.#port = port;
    this.#search.warm();
    warmLocales();
    port.listen((message) => {
      if (message.type === 'open') this.#start(port, message);
      else if (message.type === 'leave') this.#run?.dispatch({ type: 'host-leave' });
      else this.#run?.dispatch(message);
    });
  }

  #start(port: HostPort, message: Extract<HostMessage, { type: 'open' }>): void {
    if (this.#run) return;
    this.#run = new ConnectFlow(port, message, () => this.requestUpdate());
    applyTheme(message.theme);
    void this.#speak(message.locale).then(() => this.#reveal());
    // While the user chooses; if it fails, the step that needs them tries again.
    loadLaterSteps().catch(() => undefined);
  }

  async #speak(tag: string): Promise<void> {
    await speak(tag);
    document.title = msg('Connect your bank');
    this.requestUpdate();
  }

  #reveal(): void {
    this.#isSpeaking = true;
    this.requestUpdate();
  }

  #refuse(): void {
    this.#standalone = true;
    this.requestUpdate();
  }

  // Escape pressed in here never reaches the host's document. While asking, the question's own dialog takes it.
  #press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || this.#run?.flow.isAsking) return;
    // The question opens before this key's own action runs, which would close it again.
    event.preventDefault();
    this.#run?.dispatch({ type: 'leave' });
  }

  // The app itself takes no focus: each step does.
  protected override firstUpdated(): void {}

  override begin(): void {
    this.querySelector<Step>('main:not([hidden]) > *')?.begin();
  }

  /** Where the step went on behind the question, nothing was there yet to give the focus back to. */
  #stay(): void {
    this.#dispatch({ type: 'stay' });
    if (document.activeElement === document.body) this.begin();
  }

  /** Nobody types on where they were without having looked: the step begins anew, with what it holds. */
  #resume(): void {
    this.#dispatch({ type: 'resume' });
    void this.updateComplete.then(() => this.begin());
  }

  #dispatch(event: UserEvent): void {
    this.#run?.dispatch(event);
  }

  /** The flow, once there is something of it to show: until then, the host's side shows that it loads. */
  get #visible(): Flow | null {
    const { flow } = this.#run ?? {};
    if (!flow || !this.#isSpeaking || flow.state.step === 'closed') return null;
    return this.#shown || flow.state.step !== 'opening' || hasTokenFailed(flow) ? flow : null;
  }

  protected override updated(): void {
    if (this.#shown || !this.#visible) return;
    this.#shown = true;
    this.#port?.send({ type: 'shown' });
  }

  protected override render(): TemplateResult {
    if (this.#standalone) {
      return html`<main class="standalone">
        <h1 ${says(msg('This page opens from an application'))}></h1>
        <p
          ${says(
            msg(
              'To connect a bank, go back to the application that sent you here and press its button. Never type your bank password on a page you reached from a message.',
            ),
          )}
        ></p>
      </main>`;
    }
    const flow = this.#visible;
    if (!flow) return html``;
    const leave = (): void => this.#dispatch({ type: 'exit' });
    const { isCovered, isAsking } = flow;
    return html`
      <header class="bar">
        <span class="brand" translate="no" aria-hidden="true">Araucaria</span>
        <button
          class="close"
          type="button"
          aria-label=${msg('Close')}
          @click=${() => this.#dispatch({ type: 'leave' })}
        ></button>
      </header>
      <main ?hidden=${isCovered}>
        ${hasTokenFailed(flow) ? this.#renderResult(flow, 'token-failed', null) : this.#renderStep(flow)}
      </main>
      ${
        isCovered
          ? html`<main>
              <keyboard-cover .onContinue=${() => this.#resume()} .onLeave=${leave}></keyboard-cover>
            </main>`
          : nothing
      }
      <footer ${says(msg(str`Secured by ${araucaria}`))}></footer>
      ${isAsking ? html`<leave-confirm .onStay=${() => this.#stay()} .onLeave=${leave}></leave-confirm>` : nothing}
    `;
  }

  #renderStep(flow: Flow): TemplateResult {
    const { state } = flow;
    const isFixed = isRecredential(flow);
    const name = applicationName(flow);
    const dispatch = this.#dispatch.bind(this);
    switch (state.step) {
      case 'list':
        return html`<institution-step
          .search=${this.#search}
          .onSearch=${() => dispatch({ type: 'search' })}
          .onChoose=${(institution: InstitutionSummary) => dispatch({ type: 'choose', institution })}
          .onMissing=${() => dispatch({ type: 'not-listed' })}
        ></institution-step>`;
      case 'opening':
        return html`<waiting-step
          .bank=${state.chosen?.name}
          .onBack=${state.chosen && !isFixed ? () => dispatch({ type: 'back' }) : null}
        ></waiting-step>`;
      case 'consent':
        return html`<consent-step
          .institution=${state.institution}
          .applicationName=${name}
          .onAgree=${() => dispatch({ type: 'agree' })}
          .onBack=${() => dispatch({ type: 'back' })}
        ></consent-step>`;
      case 'form':
        return html`<credential-step
          .institution=${state.institution}
          .applicationName=${name}
          .kept=${draftOf(flow.drafts, state.institution)}
          .triesLeft=${state.triesLeft}
          .onSend=${(credentials: Record<string, string>) => dispatch({ type: 'submit', credentials })}
          .onTyped=${(dirty: boolean) => dispatch({ type: 'type', dirty })}
          .onBack=${isFixed ? null : (credentials: Record<string, string>) => dispatch({ type: 'back', credentials })}
        ></credential-step>`;
      case 'submitting':
      case 'at-bank':
        return html`<progress-step
          .institution=${state.institution}
          .phase=${progressPhase(state)}
          .onCancel=${() => dispatch({ type: 'cancel' })}
        ></progress-step>`;
      case 'challenge': {
        const { challenge } = state;
        // One for each challenge: the next one has a time of its own.
        return html`${keyed(
          challenge.id,
          html`<challenge-step
            .institution=${state.institution}
            .challenge=${challenge}
            .requestFailed=${state.request === 'unanswered'}
            .onAnswer=${(answer: Answer) => dispatch({ type: 'answer', challengeId: challenge.id, answer })}
            .onExtend=${() => dispatch({ type: 'extend' })}
            .onResend=${() => dispatch({ type: 'resend' })}
            .onExpire=${() => dispatch({ type: 'expire', challengeId: challenge.id })}
            .onCancel=${() => dispatch({ type: 'cancel' })}
          ></challenge-step>`,
        )}`;
      }
      case 'connected':
        return this.#renderResult(flow, null, state.institution);
      case 'failed':
        return this.#renderResult(flow, state.failure, state.institution);
      default:
        return html``;
    }
  }

  #renderResult(flow: Flow, failure: Failure | null, bank: Institution | InstitutionSummary | null): TemplateResult {
    const { renewable } = flow.options;
    const choice = !isRecredential(flow) && bank !== null;
    return html`<result-step
      .failure=${failure}
      .remedies=${failure ? remediesFor(failure, { choice, renewable }) : []}
      .bank=${bank?.name}
      .applicationName=${applicationName(flow)}
      .helpUrl=${(bank && 'fields' in bank && bank.forgotPasswordUrl) || null}
      .onRemedy=${(remedy: Remedy) => this.#dispatch({ type: 'remedy', remedy })}
      .onLeave=${() => this.#dispatch({ type: 'exit' })}
    ></result-step>`;
  }
}

function progressPhase(state: Extract<State, { step: 'submitting' | 'at-bank' }>): ProgressPhase {
  if (state.step === 'submitting') return 'sending';
  return state.answering ? 'checking' : 'waiting';
}
