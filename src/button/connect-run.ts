import type { ColorScheme } from '../shared/color-scheme.ts';
import { AraucariaError } from './errors.ts';
import type { FunnelStep } from '../shared/funnel-step.ts';
import type { ConnectOutcome } from './events.ts';
import { pageRegistry } from './widget-script/page-registry.ts';
import { scriptError } from './widget-script/script-error.ts';
import { containsToken, logInternalError, internalError } from './internal-error.ts';
import {
  loadWidget,
  needsTokenToOpen,
  openWidget,
  type OpenWidget,
  type WidgetLooks,
  type WidgetSource,
} from './widget-script/widget-adapter.ts';
import { checkTokenRequest, requestWidgetToken, type MintedToken, type TokenRequest } from './widget-token.ts';

/** The options of a run, read when it starts: attributes that change later count from the next run on. */
export type RunOptions = TokenRequest & WidgetSource & { institution: string; looks(): WidgetLooks };

/** The callbacks of a run. */
export type RunListener = {
  /** The widget is on screen. */
  onShow(): void;
  /** The user has reached a step of the funnel. `connectionId` is null as long as a new connection has none. */
  onEvent(step: FunnelStep & { connectionId: string | null }): void;
  /** The run is over: called once, synchronously. `isGone`: the widget is no longer on screen. */
  onEnd(outcome: ConnectOutcome, isGone: boolean): void;
  /** The widget of a success is no longer on screen. Called at most once, after `onEnd` with false. */
  onGone(): void;
};

/** One attempt to link a bank: token and script at the same time, then the widget, then one outcome. */
export class ConnectRun {
  /** Resolves when the run is over; never rejects. */
  readonly outcome: Promise<ConnectOutcome>;
  #listener: RunListener;
  #settle!: (outcome: ConnectOutcome) => void;
  #controller = new AbortController();
  #widget: OpenWidget | undefined;
  // Whether the widget still shows the success.
  #isShowing = false;
  #tokens: MintedToken[] = [];
  // The connection to re-credential.
  #given = '';

  constructor(listener: RunListener) {
    this.#listener = listener;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  // A page that comes from the back/forward cache has lost its pending requests. An open widget stays.
  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && !this.#widget) this.close();
  };

  /** Starts the run. Any failure ends it with an error. */
  start(options: RunOptions): void {
    // Without a `signal`: in Zone.js 0.14, an aborted one removes the page's own listeners too.
    window.addEventListener('pageshow', this.#onPageShow);
    this.#given = options.connectionId;
    this.#connect(options).catch((error: unknown) => this.fail(error));
  }

  /** Ends the run with a thrown value. */
  fail(error: unknown): void {
    if (AraucariaError.is(error)) this.#end({ status: 'exit', error });
    else {
      const problem = internalError(error, this.#tokens);
      this.#end({ status: 'exit', error: problem }, problem);
    }
  }

  /** Tells an open widget that the button's color scheme has changed. */
  setColorScheme(colorScheme: ColorScheme): void {
    this.#widget?.setColorScheme(colorScheme);
  }

  /** Ends the run as if the user had closed the widget; or closes the widget of a success. */
  close(): void {
    this.#end({ status: 'exit', error: null });
    this.#leave();
  }

  async #connect(options: RunOptions): Promise<void> {
    const { signal } = this.#controller;
    this.#assertNoneOpen();
    checkTokenRequest(options);
    const looks = options.looks();

    const tokens = this.#tokens;
    const mint = async (requestSignal: AbortSignal): Promise<MintedToken> => {
      const token = await requestWidgetToken(options, requestSignal);
      tokens.push(token);
      return token;
    };
    const script = loadWidget(options);
    const firstToken = mint(signal);

    // A failed token request ends the run here while there is no dialog to show it in.
    const result = await Promise.race([script, firstToken.then(() => script)]);
    if (signal.aborted) return;
    if (result !== 'loaded') throw scriptError(result, options);
    const token = needsTokenToOpen() ? await firstToken : null;
    if (signal.aborted) return;

    this.#assertNoneOpen();
    pageRegistry().open = this;
    let first: Promise<MintedToken> | null = firstToken;
    const widget = openWidget({
      ...options,
      ...looks,
      token,
      requestToken: (requestSignal) => {
        const request = first ?? mint(requestSignal);
        first = null;
        return request;
      },
      tokens,
      onEvent: (step) => this.#listener.onEvent({ ...step, connectionId: this.#connectionId || null }),
      onSuccess: () => {
        // The id that was minted is the one reported, whatever the widget says.
        const connectionId = tokens.at(-1)?.connectionId;
        if (connectionId) this.#end({ status: 'success', connectionId });
      },
      onExit: (error) => this.#end({ status: 'exit', error }),
    });
    // The widget may have called back before `open` returned.
    if (signal.aborted) return widget.close();
    this.#widget = widget;
    this.#listener.onShow();
  }

  /** The connection of the last token, or the one to re-credential; empty for a new one. */
  get #connectionId(): string {
    return this.#tokens.at(-1)?.connectionId ?? this.#given;
  }

  #assertNoneOpen(): void {
    if (pageRegistry().open) {
      throw new AraucariaError('widget-busy', 'Another widget is open.', { retryable: true });
    }
  }

  /** `unexpected` is logged: an internal error, of which only the first of a run is logged. */
  #end(outcome: ConnectOutcome, unexpected?: AraucariaError): void {
    const { signal } = this.#controller;
    if (signal.aborted) return;
    this.#controller.abort();
    if (outcome.status === 'exit' && outcome.error) {
      if (this.#connectionId) outcome.error.connectionId = this.#connectionId;
      outcome.error.requestId ??= this.#tokens.at(-1)?.requestId;
    }
    window.removeEventListener('pageshow', this.#onPageShow);
    const registry = pageRegistry();
    // A widget that shows a success gives way to the next one.
    if (registry.open === this) registry.open = null;
    const whenClosed = outcome.status === 'success' && this.#widget?.whenClosed;
    if (whenClosed) this.#isShowing = true;
    else this.#closeWidget();
    if (unexpected) logInternalError(unexpected);
    try {
      this.#listener.onEnd(outcome, !whenClosed);
    } catch (error) {
      if (!unexpected) logInternalError(internalError(error, this.#tokens));
    }
    this.#settle(outcome);
    const leave = (): void => this.#leave();
    if (whenClosed) whenClosed(leave, leave);
  }

  #leave(): void {
    if (!this.#isShowing) return;
    this.#isShowing = false;
    this.#closeWidget();
    this.#listener.onGone();
  }

  #closeWidget(): void {
    try {
      this.#widget?.close();
    } catch (error) {
      // An error of the widget: the browser reports it as it would without the button.
      if (!containsToken(error, this.#tokens)) reportError(error);
    }
  }
}
