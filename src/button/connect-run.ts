import { AraucariaError } from './errors.ts';
import type { ConnectOutcome } from './events.ts';
import { pageRegistry, type ScriptResult } from './page-registry.ts';
import { usableUrl } from './usable-url.ts';
import { isWidgetLoaded, needsTokenToOpen, openWidget } from './widget-adapter.ts';
import { loadScript } from './widget-script.ts';
import { requestWidgetToken, type TokenRequest, type WidgetToken } from './widget-token.ts';

/** What a run works with, read when it begins: attributes changed later count from the next run. */
export type RunOptions = TokenRequest & {
  institution: string;
  widgetSrc: string;
  widgetIntegrity: string;
  nonce: string;
  locale: string;
};

/** Whom a run tells. */
export type RunListener = {
  /** The widget is on screen. */
  onShow(): void;
  /** The run is over: called once, in the same turn as whatever ended it. */
  onEnd(outcome: ConnectOutcome): void;
};

const scriptErrors: Record<Exclude<ScriptResult, 'ok'>, [AraucariaError['code'], string]> = {
  failed: ['widget-load-failed', 'The widget script could not be loaded.'],
  timeout: ['widget-load-timeout', 'Expected the widget script within 20 s; it did not arrive.'],
  blocked: [
    'widget-blocked',
    "This page's CSP blocked the widget script: allow its origin in script-src, and under Trusted Types add `trusted-types lit-html araucaria-connect`.",
  ],
  unavailable: ['widget-unavailable', 'Expected widget-src to define Araucaria.open; it loaded without doing so.'],
};

/** One attempt to link a bank: token and script at the same time, then the widget, then one outcome. */
export class ConnectRun {
  /** Resolves when the run is over; never rejects. */
  readonly outcome: Promise<ConnectOutcome>;
  #listener: RunListener;
  #resolve: (outcome: ConnectOutcome) => void = () => undefined;
  #controller = new AbortController();
  #closeWidget: (() => void) | undefined;
  /** The tokens of this run, newest last: the id that was minted is the one reported. */
  #tokens: WidgetToken[] = [];

  constructor(listener: RunListener) {
    this.#listener = listener;
    this.outcome = new Promise((resolve) => (this.#resolve = resolve));
  }

  /** Begins. Whatever goes wrong ends the run with its error. */
  start(options: RunOptions): void {
    this.#connect(options).catch((error: unknown) => {
      this.#end({
        status: 'exit',
        error:
          error instanceof AraucariaError
            ? error
            : new AraucariaError('widget-error', 'Something unexpected failed.', { cause: error }),
      });
    });
  }

  /** Ends the run as if the user had closed the widget. */
  close(): void {
    this.#end({ status: 'exit', error: null });
  }

  async #connect(options: RunOptions): Promise<void> {
    const { signal } = this.#controller;
    this.#assertNoneOpen();
    if (options.fetchToken === null) usableUrl(options.tokenEndpoint, 'token-endpoint');
    const url = usableUrl(options.widgetSrc, 'widget-src');

    const mint = async (askSignal: AbortSignal): Promise<WidgetToken> => {
      const token = await requestWidgetToken(options, askSignal);
      this.#tokens.push(token);
      secrets.push(token.widgetToken);
      return token;
    };
    const secrets: string[] = [];
    const firstToken = mint(signal);
    const script = loadScript({
      url,
      integrity: options.widgetIntegrity,
      nonce: options.nonce,
      isReady: isWidgetLoaded,
    });

    // A token that fails before there is a dialog to show it in ends the run here.
    const result = await Promise.race([script, firstToken.then(() => script)]);
    if (signal.aborted) return;
    if (result !== 'ok') throw new AraucariaError(...scriptErrors[result]);
    const token = needsTokenToOpen() ? await firstToken : null;
    if (signal.aborted) return;

    this.#assertNoneOpen();
    pageRegistry().open = this;
    let first: Promise<WidgetToken> | null = firstToken;
    const closeWidget = openWidget({
      token,
      requestToken: (askSignal) => {
        const request = first ?? mint(askSignal);
        first = null;
        return request;
      },
      secrets,
      institution: options.institution,
      locale: options.locale,
      onSuccess: () => this.#succeed(),
      onExit: (error) => this.#end({ status: 'exit', error }),
    });
    // It may have called back before it returned.
    if (signal.aborted) return closeWidget();
    this.#closeWidget = closeWidget;
    this.#listener.onShow();
  }

  #assertNoneOpen(): void {
    if (pageRegistry().open) throw new AraucariaError('widget-busy', "Another button's widget is open on this page.");
  }

  #succeed(): void {
    const token = this.#tokens.at(-1);
    this.#end(
      token
        ? { status: 'success', connectionId: token.connectionId }
        : { status: 'exit', error: new AraucariaError('widget-error', 'The widget reported success without a token.') },
    );
  }

  #end(outcome: ConnectOutcome): void {
    const { signal } = this.#controller;
    if (signal.aborted) return;
    this.#controller.abort();
    const registry = pageRegistry();
    if (registry.open === this) registry.open = null;
    try {
      this.#closeWidget?.();
    } catch (error) {
      reportError(error);
    }
    this.#listener.onEnd(outcome);
    this.#resolve(outcome);
  }
}
