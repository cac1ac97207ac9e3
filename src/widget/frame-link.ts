import { protocolVersion, type HostMessage, type InitMessage } from '../shared/port-protocol.ts';
import type { WidgetErrorCode } from '../shared/widget-error.ts';

/** Who hears what becomes of the frame. `message` is whatever the port brought: not yet checked. */
export type FrameListener = { receive(message: unknown): void; fail(code: WidgetErrorCode): void };

/**
 * One iframe of the widget: its hand-shake, its port and its end. Made anew for each run, since its `src` never
 * changes and it is never moved. Give it a place in the document once, and a listener when someone needs it.
 */
export class FrameLink {
  readonly element = document.createElement('iframe');

  readonly #origin: string;
  readonly #channel = new MessageChannel();
  readonly #life = new AbortController();
  #connected = false;
  #loads = 0;
  #failure: WidgetErrorCode | null = null;
  #listener: FrameListener | null = null;

  constructor(url: URL) {
    this.#origin = url.origin;
    const { element } = this;
    element.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
    );
    element.referrerPolicy = 'strict-origin';
    element.allow = '';
    element.src = url.href;

    const { signal } = this.#life;
    addEventListener('message', (event) => this.#greet(event), { signal });
    document.addEventListener('securitypolicyviolation', (event) => this.#heedPolicy(event), { signal });
    element.addEventListener('load', () => this.#countLoad(), { signal });
  }

  /** Whether the frame's script has answered and holds its port. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Whether it is in the document, and nothing is known to be wrong with it. */
  get usable(): boolean {
    return this.element.isConnected && !this.#failure;
  }

  /** Hears the frame from now on, with everything it said before. */
  listen(listener: FrameListener): void {
    this.#listener = listener;
    if (this.#failure) return listener.fail(this.#failure);
    const { port1 } = this.#channel;
    port1.addEventListener('message', ({ data }) => listener.receive(data));
    port1.start();
  }

  /** Sends over the port; before the hand-shake, the port keeps it. */
  send(message: HostMessage): void {
    this.#channel.port1.postMessage(message);
  }

  /** Hears and says nothing more. */
  end(): void {
    this.#life.abort();
    this.#channel.port1.close();
  }

  #greet(event: MessageEvent): void {
    const { source, origin, data } = event;
    // `source` still matches after the frame was navigated away, so the exact origin is asked for as well.
    if (this.#connected || source !== this.element.contentWindow || origin !== this.#origin) return;
    const { araucaria, version } = Object(data) as { araucaria?: unknown; version?: unknown };
    if (araucaria !== 'ready' || version !== protocolVersion) return;
    this.#connected = true;
    const init: InitMessage = { araucaria: 'init', version: protocolVersion };
    this.element.contentWindow?.postMessage(init, origin, [this.#channel.port2]);
  }

  #heedPolicy({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    // A cross-origin block is reported by its origin or its URL, depending on the browser.
    const ours = `${blockedURI}/`.startsWith(`${this.#origin}/`);
    if (ours && effectiveDirective === 'frame-src' && disposition === 'enforce') this.#fail('frame-unreachable');
  }

  // The first load is ours; whatever is in the frame after a second one is not what we shook hands with.
  #countLoad(): void {
    this.#loads += 1;
    if (this.#loads > 1) this.#fail(this.#connected ? 'internal-error' : 'frame-unreachable');
  }

  #fail(code: WidgetErrorCode): void {
    this.#failure ??= code;
    this.#listener?.fail(code);
  }
}
