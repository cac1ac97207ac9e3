import type { ConnectErrorCode } from '../../shared/connect-error.ts';
import { createAraucaria, type Araucaria } from '../../shared/widget-run/araucaria.ts';
import type { WidgetToken } from '../../shared/widget-token.ts';
import { errorFor, type FailureDetails } from './error-for.ts';
import { eventFor, type EventDetails, type FakeEventName } from './event-for.ts';
import { FakeWidget, type OpenedWidget } from './fake-widget.ts';
import { PageWatch } from './page-watch.ts';
import { nextTask, Turns } from './turns.ts';

/** Where the fake is, and how long it waits. */
export type FakeOptions = {
  /** The window of the page under test. Default: the global object, as in Vitest and Jest. */
  window?: Window;
  /** How long an action waits for the button to open the widget, or for its token, in ms. Default: 4,000. */
  timeout?: number;
};

/**
 * A widget that does what a test says. Each action waits until the page has opened the widget, so that it can follow a click
 * directly; it rejects if that does not happen, and says what did. It resolves one task after the page was told, when
 * elements have rendered.
 */
export type FakeAraucaria = {
  /** What each widget was opened with, the last one last. */
  readonly opened: readonly OpenedWidget[];
  /** Whether a widget is on screen, also one that shows a success. */
  readonly isOpen: boolean;
  /** Waits until the widget is open. */
  whenOpen(): Promise<OpenedWidget>;
  /**
   * The user reaches a step: `araucaria-event`. `institutionId` goes along with all later steps, as in the real widget.
   * `opened`, `connected` and `closed` come by themselves.
   */
  event(name: FakeEventName, details?: EventDetails): Promise<void>;
  /**
   * The bank is connected, and the user closes the widget. Resolves with the id of the connection. With `stayOpen` the widget
   * goes on showing the success, until `exit()`.
   */
  succeed(options?: { stayOpen?: boolean }): Promise<string>;
  /** The user closes the widget. After a failed token request, `error` of `araucaria-exit` is that failure, else null. */
  exit(): Promise<void>;
  /**
   * The user reads of a failure and closes the widget: `araucaria-exit` with an error of this code. `message` and `retryable`
   * are those of the real widget unless they are given. A `status` comes only from a token endpoint.
   */
  fail(code: ConnectErrorCode, details?: FailureDetails): Promise<void>;
  /**
   * The widget asks the page for another token: the former has expired, or the user tries again after a failed token request.
   * Resolves with the token.
   */
  renewToken(): Promise<WidgetToken>;
  /** Closes an open widget, and puts back the `Araucaria` that was there before. */
  uninstall(): void;
};

const version = 'fake';

/**
 * Puts a fake `Araucaria` into the page, which `<araucaria-connect-button>` opens in place of the real one. It asks for a
 * token, refuses and reports as the real one does: it is the same code up to the frame.
 *
 * @example
 * const fake = installFakeAraucaria();
 * button.click();
 * await fake.fail('institution-unavailable');
 *
 * @throws {Error} if the page has a fake already, or without a window
 */
export function installFakeAraucaria({ window, timeout = 4_000 }: FakeOptions = {}): FakeAraucaria {
  const page: { window?: Window; Araucaria?: Partial<Araucaria> } = window ?? globalThis;
  if (!page.window) {
    throw new Error(
      'installFakeAraucaria: expected a window; got none. Run the test in jsdom, happy-dom or a browser.',
    );
  }
  if (page.Araucaria?.version === version) {
    throw new Error('installFakeAraucaria: expected no other fake on this page; call uninstall() of the first.');
  }
  const former = Object.getOwnPropertyDescriptor(page, 'Araucaria');
  const watch = new PageWatch(page.window);
  const fake = new Fake(watch, timeout, () => {
    watch.stop();
    delete page.Araucaria;
    if (former) Object.defineProperty(page, 'Araucaria', former);
  });
  Object.defineProperty(page, 'Araucaria', { value: fake.araucaria, configurable: true, writable: true });
  return fake;
}

class Fake implements FakeAraucaria {
  readonly opened: OpenedWidget[] = [];
  readonly araucaria: Araucaria;

  readonly #watch: PageWatch;
  readonly #turns: Turns;
  readonly #restore: () => void;
  /** The widget that `open` takes, or has taken. */
  #next = new FakeWidget(() => {});
  /** The widget on screen, or null. */
  #shown: { widget: FakeWidget; close(): void } | null = null;

  constructor(watch: PageWatch, timeout: number, restore: () => void) {
    this.#watch = watch;
    this.#turns = new Turns(timeout);
    this.#restore = restore;
    const real = createAraucaria(version, false, () => (this.#next = new FakeWidget(() => this.#changed())));
    this.araucaria = {
      ...real,
      open: (options) => {
        const handle = real.open(options);
        const widget = this.#next;
        const { connectionId, institution } = options;
        const { locale, theme } = widget;
        this.opened.push({ connectionId: connectionId || null, institution: institution || null, locale, theme });
        this.#shown = { widget, close: () => handle.close() };
        this.#changed();
        return handle;
      },
    };
  }

  get isOpen(): boolean {
    return this.#shown !== null;
  }

  async whenOpen(): Promise<OpenedWidget> {
    await this.#open();
    // The widget that is open is the last one.
    return this.opened.at(-1) as OpenedWidget;
  }

  async event(name: FakeEventName, details: EventDetails = {}): Promise<void> {
    const step = eventFor(name, details);
    (await this.#running()).tell(step);
    await nextTask();
  }

  async succeed({ stayOpen = false }: { stayOpen?: boolean } = {}): Promise<string> {
    const widget = await this.#running();
    const { connectionId } = await this.#tokenOf(widget);
    widget.succeed(connectionId);
    if (!stayOpen) this.#shown?.close();
    await nextTask();
    return connectionId;
  }

  async exit(): Promise<void> {
    const widget = await this.#open();
    if (widget.isConnected) this.#shown?.close();
    else widget.say({ type: 'exit', code: widget.token === 'failed' ? 'token-failed' : null });
    await nextTask();
  }

  async fail(code: ConnectErrorCode, details: FailureDetails = {}): Promise<void> {
    const error = errorFor(code, details);
    const widget = await this.#running();
    widget.tell({ name: 'failed' });
    widget.fail(error);
    await nextTask();
  }

  async renewToken(): Promise<WidgetToken> {
    const widget = await this.#running();
    // The widget asks for one token at a time.
    await this.#turns.until(() => widget.isRemoved || widget.token);
    widget.requestToken();
    return this.#tokenOf(widget);
  }

  uninstall(): void {
    this.#shown?.close();
    this.#restore();
  }

  #changed(): void {
    if (this.#shown?.widget.isRemoved) this.#shown = null;
    this.#turns.changed();
  }

  /** The widget on screen, once there is one. */
  async #open(): Promise<FakeWidget> {
    const shown = await this.#turns.until(() => this.#shown);
    if (shown) return shown.widget;
    throw new Error(`fake: expected the page to open the widget; ${this.#watch.reason()}`);
  }

  /** The widget on screen, whose run is not over. */
  async #running(): Promise<FakeWidget> {
    const widget = await this.#open();
    if (!widget.isConnected) return widget;
    throw new Error('fake: expected a run under way; the bank is connected, and exit() closes the widget.');
  }

  async #tokenOf(widget: FakeWidget): Promise<WidgetToken> {
    const token = await this.#turns.until(() => (widget.isRemoved ? 'removed' : widget.token));
    if (typeof token === 'object' && token) return token;
    const got = {
      removed: `the run has ended: ${this.#watch.reason()}`,
      failed: 'the request failed. exit() tells the page, and renewToken() tries again.',
      none: `none came within ${this.#turns.timeoutMs} ms.`,
    }[token ?? 'none'];
    throw new Error(`fake: expected a token from fetchToken or token-endpoint; ${got}`);
  }
}
