import { own } from '../../shared/own.ts';
import type { WidgetDialog } from './dialog.ts';
import { widgetError } from './error.ts';
import { checkToken, type CheckedOptions, type WidgetToken } from './options.ts';

/** How far the run is. */
type State =
  | 'open'
  /** The frame was asked to let the user go, and has to answer. */
  | 'leaving'
  /** The user reads that the bank is connected. */
  | 'connected'
  | 'ended';

/** How long two of the states may last, in ms: then the run ends. */
const leavingLimitMs = 2_000;
const connectedLimitMs = 1_500;

/** The token: requested, passed to the frame, or not to be had for a reason that may pass. */
type TokenState = 'requested' | { connectionId?: string; error?: unknown };

/** One run of the widget, from `open` to exactly one of the host's `onSuccess` and `onExit`. */
export class WidgetRun {
  readonly #options: CheckedOptions;
  readonly #takeDialog: () => WidgetDialog;
  readonly #onEnd: () => void;
  // Aborts the host's token request when the run ends.
  readonly #life = new AbortController();
  // From the start on, unless the page lets nobody build one.
  #dialog!: WidgetDialog;
  #state: State = 'open';
  // Ends the state where it lasts too long.
  #timer: ReturnType<typeof setTimeout> | undefined;
  #token: TokenState = {};

  /** `onEnd` is called before the host's callback, so that the callback can open the next run. */
  constructor(options: CheckedOptions, takeDialog: () => WidgetDialog, onEnd: () => void) {
    this.#options = options;
    this.#takeDialog = takeDialog;
    this.#onEnd = onEnd;
  }

  /** Puts the dialog on screen and gets the token on its way. What a page in a strange state throws ends the run. */
  start(): void {
    this.#guarded(() => this.#open());
  }

  #open(): void {
    const { first, requestToken, institution, locale, newConnection, theme } = this.#options;
    this.#dialog = this.#takeDialog();
    const { frame } = this.#dialog;
    this.#dialog.show(
      this.#options,
      () => this.#leave(),
      () => this.#exitWith(widgetError('internal-error')),
    );
    frame.send({ type: 'open', locale, institution, newConnection, theme, renewable: Boolean(requestToken) });
    if (first) this.#passToken(first);
    else void this.#requestToken();
    frame.listen({
      receive: (message) => this.#guarded(() => this.#receive(message)),
      fail: (error) => this.#exitWith(error),
    });
  }

  /** Ends the run now, as if the user had closed the widget. */
  close(): void {
    this.#end(() => this.#options.onExit?.());
  }

  #receive(message: unknown): void {
    const { type, unsaved, name, connectionId, code, brief } = own(message);
    const dialog = this.#dialog;
    if (type === 'shown') dialog.reveal();
    else if (type === 'leaving') this.#awaitAnswer();
    else if (type === 'keyboard-wanted') dialog.fetchKeyboard(false);
    else if (type === 'keyboard-lost' && dialog.fetchKeyboard(brief === true))
      dialog.frame.send({ type: 'keyboard-taken' });
    else if (type === 'request-token') void this.#requestToken();
    else if (type === 'unsaved' && typeof unsaved === 'boolean') this.#guardPage(unsaved);
    else if (type === 'event' && typeof name === 'string') attempt(() => this.#options.onEvent?.({ name }));
    else if (type === 'success' && connectionId && connectionId === own(this.#token)['connectionId'])
      this.#enter('connected', connectedLimitMs);
    else if (type === 'exit' && code === null) this.close();
    else if (type === 'exit' && typeof code === 'string')
      this.#exitWith(code === 'token-failed' ? own(this.#token)['error'] : widgetError(code));
  }

  async #requestToken(): Promise<void> {
    const { requestToken } = this.#options;
    if (!requestToken || this.#token === 'requested' || this.#state === 'connected') return;
    this.#token = 'requested';
    let answer: Record<string, unknown>;
    try {
      answer = own(await requestToken(this.#life.signal));
    } catch (error) {
      return this.#guarded(() => this.#refuse(error));
    }
    this.#guarded(() => this.#accept(answer));
  }

  #accept({ widgetToken, connectionId }: Record<string, unknown>): void {
    try {
      this.#passToken(checkToken(widgetToken, connectionId));
    } catch (error) {
      // Our own words about the host's answer: they quote nothing of it.
      this.#exitWith(widgetError('token-invalid', (error as TypeError).message));
    }
  }

  #refuse(error: unknown): void {
    if (own(error)['retryable'] !== true) return this.#exitWith(error);
    this.#token = { error };
    this.#dialog.frame.send({ type: 'token-failed' });
  }

  #passToken({ widgetToken: token, connectionId }: WidgetToken): void {
    this.#token = { connectionId };
    this.#dialog.frame.send({ type: 'token', token, connectionId });
  }

  #leave(): void {
    const { frame } = this.#dialog;
    if (!frame.connected) return this.close();
    frame.send({ type: 'leave' });
    if (this.#state !== 'connected') this.#enter('leaving', leavingLimitMs);
  }

  #awaitAnswer(): void {
    if (this.#state === 'leaving') this.#enter('open');
    // The press on the backdrop took the focus out of the frame, and its question needs it.
    this.#dialog.frame.element.focus();
  }

  #guardPage(unsaved: boolean): void {
    // Listening only while there is something to lose: a page with this listener is never asked in vain.
    if (unsaved) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  }

  #exitWith(error: unknown): void {
    this.#end(() => this.#options.onExit?.(error));
  }

  /** Unless the run has ended. What is thrown ends it, as the cause of its error. */
  #guarded(action: () => void): void {
    if (this.#state === 'ended') return;
    try {
      action();
    } catch (cause) {
      this.#exitWith(widgetError('internal-error', undefined, cause));
    }
  }

  #end(report: () => void): void {
    const before = this.#state;
    if (before === 'ended') return;
    this.#enter('ended');
    this.#life.abort();
    this.#guardPage(false);
    attempt(() => this.#dialog?.remove());
    this.#onEnd();
    const { connectionId } = own(this.#token) as { connectionId: string };
    attempt(before === 'connected' ? () => this.#options.onSuccess?.({ connectionId }) : report);
  }

  #enter(state: State, limitMs?: number): void {
    clearTimeout(this.#timer);
    this.#state = state;
    if (limitMs) this.#timer = setTimeout(() => this.close(), limitMs);
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

// What the host's callback throws is the host's to see, and nothing of ours stops for it.
function attempt(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
}
