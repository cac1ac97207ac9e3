import { ownProperties } from '../../shared/prototype-pollution.ts';
import { protocolVersion, type HostMessage, type InitMessage } from '../../shared/port-protocol.ts';
import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import type { FrameListener } from '../../shared/widget-run/run-dialog.ts';
import { widgetError, type WidgetError } from '../../shared/widget-error.ts';

const handshakeTimeoutMs = 15_000;

/** The frame sends `ready` before its `load` event. The message may arrive this much later. */
const readyGraceMs = 1_000;

/**
 * One iframe of the widget, with its handshake and its port. Each run has a new one: `src` never changes, and the element
 * is never moved. The caller adds the element to the document once, and calls `listen` for a run.
 */
export class FrameLink {
  readonly element = unclobberedDocument().createElement('iframe');

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

    addEventListener('message', this.#onMessage);
    addEventListener('securitypolicyviolation', this.#onPolicyViolation);
    element.addEventListener('load', () => this.#onLoad());
  }

  /** Whether the handshake is done. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Whether the frame is in the document and has not failed. */
  get usable(): boolean {
    return this.element.isConnected && !this.#failure;
  }

  /** Sets the listener. It also receives earlier messages and an earlier failure. */
  listen(listener: FrameListener): void {
    this.#listener = listener;
    if (this.#failure) return listener.fail(this.#failure);
    setTimeout(() => this.#connected || this.#fail(widgetError('frame-unreachable')), handshakeTimeoutMs);
    const { port1 } = this.#channel;
    port1.addEventListener('message', ({ data }) => listener.receive(data));
    port1.start();
  }

  /** Sends a message over the port. The port queues it until the handshake is done. */
  send(message: HostMessage): void {
    this.#channel.port1.postMessage(message);
  }

  /** Removes all listeners and closes the port. */
  close(): void {
    this.#listener = null;
    removeEventListener('message', this.#onMessage);
    removeEventListener('securitypolicyviolation', this.#onPolicyViolation);
    this.#channel.port1.close();
  }

  // Without options: in Zone.js 0.14, an aborted `signal` removes the page's own listeners too.
  readonly #onMessage = (event: MessageEvent): void => {
    const { source, origin, data } = event;
    // `source` still matches after the frame was navigated, so the exact origin is checked too.
    if (this.#connected || source !== this.element.contentWindow || origin !== this.#origin) return;
    const { araucaria, version } = ownProperties(data);
    if (araucaria !== 'ready' || version !== protocolVersion) return;
    this.#connected = true;
    const init: InitMessage = { araucaria: 'init', version: protocolVersion };
    this.element.contentWindow?.postMessage(init, origin, [this.#channel.port2]);
  };

  readonly #onPolicyViolation = ({
    disposition,
    effectiveDirective,
    blockedURI,
  }: SecurityPolicyViolationEvent): void => {
    // Browsers report a blocked cross-origin frame by its origin or by its URL.
    const isOwn = `${blockedURI}/`.startsWith(`${this.#origin}/`);
    if (isOwn && effectiveDirective === 'frame-src' && disposition === 'enforce') {
      this.#fail(widgetError('frame-unreachable', `The CSP blocks the frame: frame-src needs ${this.#origin}.`));
    }
  };

  // A second load means that the frame was navigated: its page is no longer the one that sent `ready`.
  #onLoad(): void {
    if (this.#loads++ > 0) this.#fail(widgetError(this.#connected ? 'internal-error' : 'frame-unreachable'));
    // The browser's error page for a refused frame fires `load` too. The widget's page sends `ready` before its `load`.
    else setTimeout(() => this.#connected || this.#fail(refusedError()), readyGraceMs);
  }

  #fail(error: WidgetError): void {
    this.#failure ??= error;
    this.#listener?.fail(error);
  }
}

/** The error for a frame that was refused. Where the browser knows the pages around this one, they are the likely reason. */
function refusedError(): WidgetError {
  if (!navigator.onLine) return widgetError('frame-unreachable');
  const ancestors = [...(location.ancestorOrigins ?? [])].filter((origin) => origin !== self.origin);
  return ancestors.length > 0
    ? widgetError('origin-not-allowed', `The frame was refused. Allow the pages around this one: ${ancestors.join()}.`)
    : widgetError('frame-unreachable', `The frame did not load. Does the application allow ${self.origin}?`);
}
