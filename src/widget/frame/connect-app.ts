import { html, nothing, type TemplateResult } from 'lit';
import { ConnectFlow } from './connect-flow.ts';
import { InstitutionSearch } from './institution-search.ts';
import { keepFocus } from './keep-focus.ts';
import { acceptPort, type HostPort } from './port.ts';
import { Step } from './step.ts';
import { setLocale, text } from './strings.ts';

/** A page that embeds the frame without our script never hands a port over. In ms. */
const handshakeTimeout = 15_000;

/** The page in the frame: takes the port, then shows one step at a time. Without a port nothing can be typed. */
export class ConnectApp extends Step {
  #port: HostPort | null = null;
  #flow: ConnectFlow | null = null;
  #standalone = false;
  #shown = false;
  readonly #search = new InstitutionSearch();

  override connectedCallback(): void {
    super.connectedCallback();
    setLocale(navigator.language);
    document.addEventListener('keydown', (event) => this.#press(event));
    keepFocus();
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
    port.listen((message) => {
      if (message.type !== 'open') return this.#flow?.receive(message);
      if (this.#flow) return;
      document.documentElement.lang = setLocale(message.locale);
      document.title = text('app.title');
      this.#flow = new ConnectFlow(port, message, () => this.requestUpdate());
      void this.#flow.start();
    });
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
        <h1>${text('standalone.title')}</h1>
        <p>${text('standalone.text')}</p>
      </main>`;
    }
    // Until there is something to show, the host's side shows that it loads.
    if (!flow || flow.view.step === 'blank' || (flow.view.step === 'waiting' && !this.#shown)) return html``;
    return html`
      <header class="bar">
        <span class="brand" aria-hidden="true">Araucaria</span>
        <button class="close" type="button" aria-label=${text('app.close')} @click=${() => flow.leave()}></button>
      </header>
      <main>${this.#renderStep(flow)}</main>
      <footer>${text('app.footer')}</footer>
      ${
        flow.asking
          ? html`<leave-confirm .onStay=${() => flow.stay()} .onLeave=${() => flow.exit()}></leave-confirm>`
          : nothing
      }
    `;
  }

  #renderStep(flow: ConnectFlow): TemplateResult {
    const { view, applicationName } = flow;
    switch (view.step) {
      case 'institution':
        return html`<institution-step .search=${this.#search} .onChoose=${flow.choose.bind(flow)}></institution-step>`;
      case 'credentials':
        return html`<credential-step
          .institution=${view.institution}
          .applicationName=${applicationName}
          .kept=${view.kept}
          .triesLeft=${view.triesLeft}
          .onSend=${(credentials: Record<string, string>) => void flow.send(view.institution, credentials)}
          .onTyped=${flow.typed.bind(flow)}
          .onBack=${flow.fixed ? null : () => flow.list()}
        ></credential-step>`;
      case 'progress':
        return html`<progress-step
          .institution=${view.institution}
          .phase=${view.phase}
          .onCancel=${() => flow.cancel(view.institution)}
        ></progress-step>`;
      case 'challenge':
        return html`<challenge-step
          .institution=${view.institution}
          .challenge=${view.challenge}
          .onAnswer=${(code: string) => void flow.answer(view.institution, code)}
          .onExpire=${() => void flow.answer(view.institution, null)}
        ></challenge-step>`;
      case 'connected':
      case 'failed':
        return html`<result-step
          .failure=${view.step === 'failed' ? view.failure : null}
          .remedies=${view.step === 'failed' ? view.remedies : []}
          .bank=${view.institution?.name}
          .applicationName=${applicationName}
          .onRemedy=${flow.remedy.bind(flow)}
          .onLeave=${() => flow.exit()}
        ></result-step>`;
      case 'waiting':
        return html`<p class="waiting" role="status">
          <span class="spinner" aria-hidden="true"></span>
          ${view.institution ? text('list.opening', { bank: view.institution.name }) : text('app.loading')}
        </p>`;
      default:
        return html``;
    }
  }
}
