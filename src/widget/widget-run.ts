import { own } from '../shared/own.ts';
import type { WidgetDialog } from './dialog.ts';
import { widgetError } from './error.ts';
import { checkToken, type CheckedOptions, type WidgetToken } from './options.ts';

/** The frame's script answers within this time or not at all, in ms. */
const handshakeTimeout = 15_000;

/** A frame that is asked to let go and says nothing is hung, in ms. */
const leaveTimeout = 2_000;

/** How long "connected" is to be read before the dialog goes by itself, in ms. */
const successPause = 1_500;

/** One run of the widget, from `open` to exactly one of the host's `onSuccess` and `onExit`. */
export class WidgetRun {
  readonly #options: CheckedOptions;
  readonly #takeDialog: () => WidgetDialog;
  readonly #onEnd: () => void;
  readonly #life = new AbortController();
  // From the start on, unless the page lets nobody build one.
  #dialog!: WidgetDialog;
  #connectionId: string | null = null;
  #connected = false;
  #requesting = false;
  #tokenFailure: unknown;
  #leaveTimer: ReturnType<typeof setTimeout> | undefined;

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
    setTimeout(() => frame.connected || this.#exitWith(widgetError('frame-unreachable')), handshakeTimeout);
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
    if (this.#life.signal.aborted) return;
    const { type, unsaved, name, connectionId, code, brief } = own(message);
    if (type === 'shown') this.#dialog.reveal();
    else if (type === 'leaving') this.#awaitAnswer();
    else if (type === 'keyboard-wanted') this.#dialog.fetchKeyboard(false);
    else if (type === 'keyboard-lost') this.#fetchKeyboard(brief === true);
    else if (type === 'request-token') void this.#requestToken();
    else if (type === 'unsaved' && typeof unsaved === 'boolean') this.#guardPage(unsaved);
    else if (type === 'event' && typeof name === 'string') attempt(() => this.#options.onEvent?.({ name }));
    else if (type === 'success' && connectionId && connectionId === this.#connectionId) this.#succeed();
    else if (type === 'exit' && code === null) this.close();
    else if (type === 'exit' && typeof code === 'string') this.#fail(code);
  }

  async #requestToken(): Promise<void> {
    const { requestToken } = this.#options;
    const { signal } = this.#life;
    if (!requestToken || this.#requesting) return;
    this.#requesting = true;
    let answer: Record<string, unknown>;
    try {
      answer = own(await requestToken(signal));
    } catch (error) {
      if (!signal.aborted) this.#guarded(() => this.#refuse(error));
      return;
    } finally {
      this.#requesting = false;
    }
    if (signal.aborted) return;
    try {
      this.#passToken(checkToken(answer['widgetToken'], answer['connectionId']));
    } catch (error) {
      // Our own words about the host's answer: they quote nothing of it.
      this.#exitWith(widgetError('token-invalid', (error as TypeError).message));
    }
  }

  #refuse(error: unknown): void {
    if (own(error)['retryable'] !== true) return this.#exitWith(error);
    this.#tokenFailure = error;
    this.#dialog.frame.send({ type: 'token-failed' });
  }

  #passToken({ widgetToken: token, connectionId }: WidgetToken): void {
    this.#connectionId = connectionId;
    this.#dialog.frame.send({ type: 'token', token, connectionId });
  }

  #fetchKeyboard(brief: boolean): void {
    const { frame } = this.#dialog;
    if (this.#dialog.fetchKeyboard(brief)) frame.send({ type: 'keyboard-taken' });
  }

  #leave(): void {
    const { frame } = this.#dialog;
    if (!frame.connected) return this.close();
    frame.send({ type: 'leave' });
    clearTimeout(this.#leaveTimer);
    this.#leaveTimer = setTimeout(() => this.close(), leaveTimeout);
  }

  #awaitAnswer(): void {
    clearTimeout(this.#leaveTimer);
    // The press on the backdrop took the focus out of the frame, and its question needs it.
    this.#dialog.frame.element.focus();
  }

  #guardPage(unsaved: boolean): void {
    // Listening only while there is something to lose: a page with this listener is never asked in vain.
    if (unsaved) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  }

  #succeed(): void {
    this.#connected = true;
    setTimeout(() => this.close(), successPause);
  }

  #fail(code: string): void {
    this.#exitWith(code === 'token-failed' ? this.#tokenFailure : widgetError(code));
  }

  #exitWith(error: unknown): void {
    this.#end(() => this.#options.onExit?.(error));
  }

  /** Whatever is thrown where nobody expects it ends the run, with what it was as the cause. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (cause) {
      this.#exitWith(widgetError('internal-error', undefined, cause));
    }
  }

  #end(report: () => void): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    clearTimeout(this.#leaveTimer);
    this.#guardPage(false);
    attempt(() => this.#dialog?.remove());
    this.#onEnd();
    const { onSuccess } = this.#options;
    const connectionId = this.#connected ? this.#connectionId : null;
    attempt(connectionId ? () => onSuccess?.({ connectionId }) : report);
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
