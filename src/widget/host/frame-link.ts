import { own } from '../../shared/own.ts';
import { protocolVersion, type HostMessage, type InitMessage } from '../../shared/port-protocol.ts';
import { cleanDocument } from '../../shared/unshadowed.ts';
import { widgetError, type WidgetError } from './error.ts';

/** Who hears what becomes of the frame. `message` is whatever the port brought: not yet checked. */
export type FrameListener = { receive(message: unknown): void; fail(error: WidgetError): void };

/** The frame's script answers within this time or not at all. */
const handshakeTimeoutMs = 15_000;

/** How long after `load` the frame's `ready`, which was sent before it, may still be on its way, in ms. */
const readyGrace = 1_000;

/**
 * One iframe of the widget: its hand-shake, its port and its end. Made anew for each run, since its `src` never
 * changes and it is never moved. Give it a place in the document once, and a listener when someone needs it.
 */
export class FrameLink {
  readonly element = cleanDocument().createElement('iframe');

  readonly #origin: string;
  readonly #channel = new MessageChannel();
  #connected = false;
  #loads = 0;
  #failure: WidgetError | null = null;
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

    addEventListener('message', this.#greet);
    addEventListener('securitypolicyviolation', this.#heedPolicy);
    element.addEventListener('load', () => this.#countLoad());
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
    setTimeout(() => this.#connected || this.#fail(widgetError('frame-unreachable')), handshakeTimeoutMs);
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
    this.#listener = null;
    removeEventListener('message', this.#greet);
    removeEventListener('securitypolicyviolation', this.#heedPolicy);
    this.#channel.port1.close();
  }

  // By name and without options: Zone.js 0.14 removes the page's own listeners where a `signal` of ours ends.
  readonly #greet = (event: MessageEvent): void => {
    const { source, origin, data } = event;
    // `source` still matches after the frame was navigated away, so the exact origin is asked for as well.
    if (this.#connected || source !== this.element.contentWindow || origin !== this.#origin) return;
    const { araucaria, version } = own(data);
    if (araucaria !== 'ready' || version !== protocolVersion) return;
    this.#connected = true;
    const init: InitMessage = { araucaria: 'init', version: protocolVersion };
    this.element.contentWindow?.postMessage(init, origin, [this.#channel.port2]);
  };

  readonly #heedPolicy = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    // A cross-origin block is reported by its origin or its URL, depending on the browser.
    const ours = `${blockedURI}/`.startsWith(`${this.#origin}/`);
    if (ours && effectiveDirective === 'frame-src' && disposition === 'enforce') {
      this.#fail(widgetError('frame-unreachable'));
    }
  };

  // The first load is ours; whatever is in the frame after a second one is not what we shook hands with.
  #countLoad(): void {
    if (this.#loads++ > 0) this.#fail(widgetError(this.#connected ? 'internal-error' : 'frame-unreachable'));
    // The browser's own page, where it refused or lost ours, loads too. Our script runs before its page has loaded.
    else setTimeout(() => this.#connected || this.#fail(refusal()), readyGrace);
  }

  #fail(error: WidgetError): void {
    this.#failure ??= error;
    this.#listener?.fail(error);
  }
}

/** The error for a frame that did not answer: what embeds this page is what is likely missing, where the browser tells. */
function refusal(): WidgetError {
  const ancestors = [...(location.ancestorOrigins ?? [])].filter((origin) => origin !== self.origin);
  return ancestors.length > 0 && navigator.onLine
    ? widgetError('origin-not-allowed', `The frame was refused. Allow the pages around this one: ${ancestors.join()}.`)
    : widgetError('frame-unreachable');
}
