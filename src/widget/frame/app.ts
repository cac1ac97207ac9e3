import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HostMessage } from '../../shared/port-protocol.ts';
import { bar, type BarProps } from './bar.ts';
import { ConnectFlow } from './flow/connect-flow.ts';
import type { UserEvent } from './flow/event.ts';
import { canGoBack, hasTokenFailed, isOffline, isRecredential, type Flow } from './flow/state.ts';
import { acceptPort, type HostPort } from './host-link/port.ts';
import { araucaria, setLanguage } from './i18n/localization.ts';
import { setText } from './i18n/set-text.ts';
import { keepFocus } from './input/keep-focus.ts';
import { ignoreRepeatedPresses } from './input/ignore-repeated-presses.ts';
import { loadLaterSteps } from './loading/later-steps.ts';
import { renderOffline } from './render-offline.ts';
import { barOf, renderStep } from './render-step.ts';
import { InstitutionSearch } from './steps/institution/institution-search.ts';
import type { KeyboardCoverProps } from './steps/keyboard-cover.ts';
import type { LeaveConfirmProps } from './steps/leave-confirm.ts';
import { Step } from './steps/step.ts';
import { followSystem, setColorScheme } from './theme/color-scheme.ts';
import { icon } from './theme/icons.ts';
import { renderTestMode } from './test-mode/render-test-mode.ts';
import { applyTheme } from './theme/theme.ts';

/** A page that embeds the frame without the widget script never sends a port. */
const handshakeTimeoutMs = 15_000;

/** The page in the frame. It receives the port, and then shows one step at a time. Without a port it has no form. */
export class ConnectApp extends Step {
  #port: HostPort | null = null;
  #run: ConnectFlow | null = null;
  #isStandalone = false;
  #isShown = false;
  /** Whether the user's last action was to go back: the former step comes from the other side. */
  #isBack = false;
  readonly #search = new InstitutionSearch();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#setLanguage(navigator.language);
    document.addEventListener('keydown', (event) => this.#leaveOnEscape(event));
    keepFocus(() => this.begin());
    ignoreRepeatedPresses();
    if (window.parent === window) this.#showStandalone();
    else void this.#connectHost();
  }

  async #connectHost(): Promise<void> {
    const timer = setTimeout(() => this.#showStandalone(), handshakeTimeoutMs);
    const port = await acceptPort(window.parent);
    clearTimeout(timer);
    this.#isStandalone = false;
    this.#port = port;
    this.#search.preload();
    port.listen((message) => {
      if (message.type === 'open') this.#start(port, message);
      else if (message.type === 'color-scheme') setColorScheme(message.colorScheme);
      else if (message.type === 'leave') this.#run?.dispatch({ type: 'host-leave' });
      else this.#run?.dispatch(message);
    });
  }

  #start(port: HostPort, message: Extract<HostMessage, { type: 'open' }>): void {
    if (this.#run) return;
    this.#run = new ConnectFlow(port, message, () => this.requestUpdate());
    applyTheme(message.theme);
    this.#search.hostLocale = message.locale;
    this.#setLanguage(message.locale);
    // While the user chooses a bank. If it fails, the step that needs them tries again.
    loadLaterSteps().catch(() => undefined);
  }

  #setLanguage(tag: string): void {
    setLanguage(tag);
    document.title = msg('Connect your bank');
    this.requestUpdate();
  }

  #showStandalone(): void {
    this.#isStandalone = true;
    followSystem();
    this.requestUpdate();
  }

  /** Escape in the frame never reaches the host's document. The leave question is a dialog and handles its own. */
  #leaveOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || this.#run?.flow.isAsking) return;
    // Without this, the key's default action would close the leave question as soon as it opens.
    event.preventDefault();
    this.#run?.dispatch({ type: 'leave' });
  }

  // The app takes no focus: each step does.
  protected override firstUpdated(): void {}

  override begin(): void {
    this.querySelector<Step>('main:not([hidden]) > *')?.begin();
  }

  #stay(): void {
    this.#dispatch({ type: 'stay' });
    // The step may have changed behind the question; then no element is left to get the focus back.
    if (document.activeElement === document.body) this.begin();
  }

  /** Uncovers the form. The step begins again, so that the user looks before typing on. */
  #resume(): void {
    this.#dispatch({ type: 'resume' });
    void this.updateComplete.then(() => this.begin());
  }

  /** Goes back one step. What was typed into a form becomes its draft. */
  #back(): void {
    this.#dispatch({ type: 'back', credentials: this.querySelector<Step>('main > *')?.typed });
  }

  #dispatch(event: UserEvent): void {
    this.#isBack = event.type === 'back';
    this.#run?.dispatch(event);
  }

  /** The flow, if it has a step to show. Until then the host's dialog shows its loading state. */
  get #visibleFlow(): Flow | null {
    const { flow } = this.#run ?? {};
    if (!flow || flow.state.step === 'closed') return null;
    return this.#isShown || flow.state.step !== 'opening' || hasTokenFailed(flow) || isOffline(flow) ? flow : null;
  }

  protected override updated(): void {
    if (this.#isShown || !this.#visibleFlow) return;
    this.#isShown = true;
    this.#port?.send({ type: 'shown' });
  }

  protected override render(): TemplateResult {
    if (this.#isStandalone) return renderStandalone();
    const flow = this.#visibleFlow;
    if (!flow) return html``;
    const { isCovered, isAsking } = flow;
    const dispatch = (event: UserEvent): void => this.#dispatch(event);
    const barProps: BarProps = {
      ...barOf(flow),
      notice: renderOffline(flow, dispatch),
      onBack: canGoBack(flow) ? () => this.#back() : null,
      onClose: () => dispatch({ type: 'leave' }),
    };
    const onLeave = (): void => dispatch({ type: 'exit' });
    // Before the step's own listener, which may send what is complete.
    const edit = { handleEvent: () => this.#run?.dispatch({ type: 'edit' }), capture: true };
    const cover: KeyboardCoverProps = { onContinue: () => this.#resume() };
    const question: LeaveConfirmProps = { isRepair: isRecredential(flow), onStay: () => this.#stay(), onLeave };
    return html`
      ${bar(barProps)}${renderTestMode(flow)}
      <main ?hidden=${isCovered} ?data-back=${this.#isBack} @input=${edit}>
        ${renderStep(flow, this.#search, dispatch)}
      </main>
      ${isCovered ? html`<main><keyboard-cover .props=${cover}></keyboard-cover></main>` : nothing}
      <footer>
        <span>${icon('lock')}<bdi translate="no" ${setText(location.host)}></bdi></span>
        <span>${icon('araucaria')}<span ${setText(msg(str`Secured by ${araucaria}`))}></span></span>
      </footer>
      ${isAsking ? html`<leave-confirm .props=${question}></leave-confirm>` : nothing}
    `;
  }
}

/** Shown when the page is opened by itself, or embedded by another script. */
function renderStandalone(): TemplateResult {
  return html`<main class="standalone">
    <h1 ${setText(msg('This page doesn’t work on its own'))}></h1>
    <p
      ${setText(
        msg(
          'To connect a bank, go back to the app or website where you started, and use the button there. Never enter your bank password on a page that a message led you to.',
        ),
      )}
    ></p>
  </main>`;
}
