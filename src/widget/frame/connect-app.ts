import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { HostMessage } from '../../shared/port-protocol.ts';
import { ConnectFlow } from './connect-flow.ts';
import { InstitutionSearch } from './institution-search.ts';
import type { Answer } from './challenge/answer.ts';
import { keepFocus } from './keep-focus.ts';
import { loadLaterSteps } from './later-steps.ts';
import { araucaria, speak, warmLocales } from './localization.ts';
import { acceptPort, type HostPort } from './port.ts';
import { says } from './says.ts';
import { countPressesOnce } from './single-press.ts';
import { Step } from './step.ts';
import { submitByPress } from './submit-by-press.ts';
import { applyTheme } from './theme.ts';

/** A page that embeds the frame without our script never hands a port over. In ms. */
const handshakeTimeout = 15_000;

/** The page in the frame: takes the port, then shows one step at a time. Without a port nothing can be typed. */
export class ConnectApp extends Step {
  #port: HostPort | null = null;
  #flow: ConnectFlow | null = null;
  #standalone = false;
  #shown = false;
  // Settles when the flow has begun.
  #begun: Promise<void> = Promise.resolve();
  readonly #search = new InstitutionSearch();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#speak(navigator.language);
    document.addEventListener('keydown', (event) => this.#press(event));
    keepFocus(() => this.begin());
    countPressesOnce();
    submitByPress();
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
      // While the language is still loading there is nothing yet that a failure could come between.
      else if (message.type === 'token-failed') void this.#begun.then(() => this.#flow?.receive(message));
      else this.#flow?.receive(message);
    });
  }

  #start(port: HostPort, message: Extract<HostMessage, { type: 'open' }>): void {
    if (this.#flow) return;
    const flow = new ConnectFlow(
      port,
      message,
      () => this.#search.query !== '',
      () => this.requestUpdate(),
    );
    this.#flow = flow;
    applyTheme(message.theme);
    this.#begun = this.#speak(message.locale).then(() => void flow.start());
    // While the user chooses; if it fails, the step that needs them tries again.
    loadLaterSteps().catch(() => undefined);
  }

  async #speak(tag: string): Promise<void> {
    await speak(tag);
    document.title = msg('Connect your bank');
    this.requestUpdate();
  }

  #refuse(): void {
    this.#standalone = true;
    this.requestUpdate();
  }

  // Escape pressed in here never reaches the host's document. While asking, the question's own dialog takes it.
  #press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || !this.#flow || this.#flow.asking) return;
    // The question opens before this key's own action runs, which would close it again.
    event.preventDefault();
    this.#flow.leave();
  }

  // The app itself takes no focus: each step does.
  protected override firstUpdated(): void {}

  override begin(): void {
    this.querySelector<Step>('main:not([hidden]) > *')?.begin();
  }

  /** Where the step went on behind the question, nothing was there yet to give the focus back to. */
  #stay(flow: ConnectFlow): void {
    flow.stay();
    if (document.activeElement === document.body) this.begin();
  }

  /** Nobody types on where they were without having looked: the step begins anew, with what it holds. */
  #goOn(flow: ConnectFlow): void {
    flow.goOn();
    void this.updateComplete.then(() => this.begin());
  }

  protected override updated(): void {
    const step = this.#flow?.view.step ?? 'blank';
    if (this.#shown || step === 'blank' || step === 'waiting') return;
    this.#shown = true;
    this.#port?.send({ type: 'shown' });
  }

  protected override render(): TemplateResult {
    const flow = this.#flow;
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
    // Until there is something to show, the host's side shows that it loads.
    if (!flow || flow.view.step === 'blank' || (flow.view.step === 'waiting' && !this.#shown)) return html``;
    return html`
      <header class="bar">
        <span class="brand" translate="no" aria-hidden="true">Araucaria</span>
        <button class="close" type="button" aria-label=${msg('Close')} @click=${() => flow.leave()}></button>
      </header>
      <main ?hidden=${flow.covered}>${this.#renderStep(flow)}</main>
      ${
        flow.covered
          ? html`<main>
              <keyboard-cover .onContinue=${() => this.#goOn(flow)} .onLeave=${() => flow.exit()}></keyboard-cover>
            </main>`
          : nothing
      }
      <footer ${says(msg(str`Secured by ${araucaria}`))}></footer>
      ${
        flow.asking
          ? html`<leave-confirm .onStay=${() => this.#stay(flow)} .onLeave=${() => flow.exit()}></leave-confirm>`
          : nothing
      }
    `;
  }

  #renderStep(flow: ConnectFlow): TemplateResult {
    const { view, applicationName } = flow;
    switch (view.step) {
      case 'institution':
        return html`<institution-step
          .search=${this.#search}
          .onChoose=${flow.choose.bind(flow)}
          .onMissing=${() => flow.missing()}
        ></institution-step>`;
      case 'consent':
        return html`<consent-step
          .institution=${view.institution}
          .applicationName=${applicationName}
          .onAgree=${() => flow.agree(view.institution)}
          .onBack=${() => flow.list()}
        ></consent-step>`;
      case 'credentials':
        return html`<credential-step
          .institution=${view.institution}
          .applicationName=${applicationName}
          .kept=${view.kept}
          .triesLeft=${view.triesLeft}
          .onSend=${(credentials: Record<string, string>) => void flow.send(view.institution, credentials)}
          .onTyped=${flow.typed.bind(flow)}
          .onBack=${flow.fixed ? null : (typed: Record<string, string>) => flow.back(view.institution, typed)}
        ></credential-step>`;
      case 'progress':
        return html`<progress-step
          .institution=${view.institution}
          .phase=${view.phase}
          .onCancel=${() => flow.cancel(view.institution)}
        ></progress-step>`;
      case 'challenge':
        // One for each challenge: the next one has a time of its own.
        return html`${keyed(
          view.challenge.id,
          html`<challenge-step
            .institution=${view.institution}
            .challenge=${view.challenge}
            .unheard=${view.unheard}
            .onAnswer=${(answer: Answer) => void flow.answer(view.institution, view.challenge, answer)}
            .onExtend=${() => void flow.ask(view.institution, 'extend', view.challenge)}
            .onResend=${() => void flow.ask(view.institution, 'resend', view.challenge)}
            .onExpire=${() => void flow.expire(view.institution, view.challenge)}
            .onCancel=${() => flow.cancel(view.institution)}
          ></challenge-step>`,
        )}`;
      case 'connected':
      case 'failed':
        return html`<result-step
          .failure=${view.step === 'failed' ? view.failure : null}
          .remedies=${view.step === 'failed' ? view.remedies : []}
          .bank=${view.institution?.name}
          .applicationName=${applicationName}
          .helpUrl=${(view.institution && 'fields' in view.institution && view.institution.forgotPasswordUrl) || null}
          .onRemedy=${flow.remedy.bind(flow)}
          .onLeave=${() => flow.exit()}
        ></result-step>`;
      case 'waiting':
        return html`<waiting-step
          .bank=${view.institution?.name}
          .onBack=${view.institution && !flow.fixed ? () => flow.list() : null}
        ></waiting-step>`;
      default:
        return html``;
    }
  }
}
