import { maxInstitutionNameLength } from '../limits.ts';
import { ownProperties } from '../prototype-pollution.ts';
import type { WidgetToken } from '../widget-token.ts';
import { widgetError } from '../widget-error.ts';
import { checkColorScheme, checkToken, isId, type CheckedOptions, type FunnelEvent } from './open-options.ts';
import type { RunDialog } from './run-dialog.ts';

type State =
  | 'open'
  /** The host knows that the bank is connected. The frame shows it until the user closes the widget. */
  | 'connected'
  | 'ended';

/** The run ends when the frame does not answer `leave` within this time. */
const leavingTimeoutMs = 2_000;

/** The token: requested, passed to the frame (`connectionId`), or not available for a retryable `error`. */
type TokenState = 'requested' | { connectionId?: string; error?: unknown };

/** One run of the widget, from `open` to exactly one of the host's `onSuccess` and `onExit`. */
export class WidgetRun {
  readonly #options: CheckedOptions;
  readonly #takeDialog: () => RunDialog;
  readonly #onEnd: () => void;
  // Aborts the host's token request when the run ends.
  readonly #controller = new AbortController();
  // Set by `start`, unless the page makes building a dialog fail.
  #dialog!: RunDialog;
  #state: State = 'open';
  // The time-out of the frame's answer to `leave`.
  #timer: ReturnType<typeof setTimeout> | undefined;
  #token: TokenState = {};
  #lastEvent: FunnelEvent | undefined;

  /** `onEnd` is called before the host's callback, so that the callback can open the next run. */
  constructor(options: CheckedOptions, takeDialog: () => RunDialog, onEnd: () => void) {
    this.#options = options;
    this.#takeDialog = takeDialog;
    this.#onEnd = onEnd;
  }

  /** Shows the dialog and requests the token. An error, as on a page with replaced globals, ends the run. */
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
      () => this.#exitWith(widgetError('internal-error', 'Another script closed the widget.')),
    );
    frame.send({ type: 'open', locale, institution, newConnection, theme, renewable: Boolean(requestToken) });
    if (first) this.#passToken(first);
    else void this.#requestToken();
    frame.listen({
      receive: (message) => this.#guarded(() => this.#receive(message)),
      fail: (error) => this.#exitWith(error),
    });
  }

  /** Whether the bank is connected, and the widget only shows that. */
  get isConnected(): boolean {
    return this.#state === 'connected';
  }

  /** Ends the run for the host, as if the user had closed the widget. */
  close(): void {
    this.#end(() => this.#options.onExit?.(), false);
  }

  /** Ends the run for the user. */
  #exit(): void {
    this.#end(() => this.#options.onExit?.());
  }

  /** Changes the color scheme of the open widget. */
  setColorScheme(colorScheme: unknown): void {
    this.#guarded(() => this.#dialog.setColorScheme(checkColorScheme(colorScheme)));
  }

  #receive(message: unknown): void {
    const { type, unsaved, name, institutionId, institutionName, connectionId, code, brief } = ownProperties(message);
    const dialog = this.#dialog;
    if (type === 'shown') dialog.reveal();
    else if (type === 'leaving') this.#confirmLeaving();
    else if (type === 'keyboard-wanted') dialog.fetchKeyboard(false);
    else if (type === 'keyboard-lost' && dialog.fetchKeyboard(brief === true))
      dialog.frame.send({ type: 'keyboard-taken' });
    else if (type === 'request-token') void this.#requestToken();
    else if (type === 'unsaved' && typeof unsaved === 'boolean') this.#guardPage(unsaved);
    else if (type === 'event') this.#track(name, institutionId, institutionName);
    else if (type === 'success' && connectionId && connectionId === ownProperties(this.#token)['connectionId'])
      this.#succeed(connectionId as string);
    else if (type === 'exit' && code === null) this.#exit();
    else if (type === 'exit' && typeof code === 'string')
      this.#exitWith(code === 'token-failed' ? ownProperties(this.#token)['error'] : widgetError(code));
  }

  #track(name: unknown, institutionId?: unknown, institutionName?: unknown): void {
    if (typeof name !== 'string') return;
    const event: FunnelEvent = { name };
    if (isId(institutionId)) event.institutionId = institutionId;
    if (typeof institutionName === 'string' && institutionName.length <= maxInstitutionNameLength)
      event.institutionName = institutionName;
    this.#lastEvent = event;
    callSafely(() => this.#options.onEvent?.(event));
  }

  async #requestToken(): Promise<void> {
    const { requestToken } = this.#options;
    if (!requestToken || this.#token === 'requested' || this.#state === 'connected') return;
    this.#token = 'requested';
    let answer: Record<string, unknown>;
    try {
      answer = ownProperties(await requestToken(this.#controller.signal));
    } catch (error) {
      return this.#guarded(() => this.#refuse(error));
    }
    this.#guarded(() => this.#accept(answer));
  }

  #accept({ widgetToken, connectionId }: Record<string, unknown>): void {
    try {
      this.#passToken(checkToken(widgetToken, connectionId));
    } catch (error) {
      // The message of a TypeError from `checkToken` quotes nothing of the answer.
      this.#exitWith(widgetError('token-invalid', (error as TypeError).message));
    }
  }

  #refuse(error: unknown): void {
    if (ownProperties(error)['retryable'] !== true) return this.#exitWith(error);
    this.#token = { error };
    this.#dialog.frame.send({ type: 'token-failed' });
  }

  #passToken({ widgetToken: token, connectionId }: WidgetToken): void {
    this.#token = { connectionId };
    this.#dialog.frame.send({ type: 'token', token, connectionId });
  }

  /**
   * Tells the host at once. The widget stays until the user closes it, however long reading takes: nobody can tell whether a
   * screen reader has finished (WCAG 2.2.1).
   */
  #succeed(connectionId: string): void {
    if (this.#state === 'connected') return;
    this.#state = 'connected';
    this.#controller.abort();
    this.#guardPage(false);
    this.#dialog.callHost(() => callSafely(() => this.#options.onSuccess?.({ connectionId })));
  }

  #leave(): void {
    const { frame } = this.#dialog;
    if (!frame.connected) return this.#exit();
    frame.send({ type: 'leave' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#exit(), leavingTimeoutMs);
  }

  #confirmLeaving(): void {
    clearTimeout(this.#timer);
    // A press on the backdrop moved the focus out of the frame, and its question needs it.
    this.#dialog.frame.element.focus();
  }

  #guardPage(unsaved: boolean): void {
    // Only while something would be lost: with this listener, the browser asks the user before it leaves the page.
    if (unsaved) addEventListener('beforeunload', preventUnload);
    else removeEventListener('beforeunload', preventUnload);
  }

  #exitWith(error: unknown): void {
    this.#end(() => this.#options.onExit?.(error));
  }

  /** Runs an action unless the run has ended. An error ends the run, as the cause of `internal-error`. */
  #guarded(action: () => void): void {
    if (this.#state === 'ended') return;
    try {
      action();
    } catch (cause) {
      this.#exitWith(widgetError('internal-error', undefined, cause));
    }
  }

  /** `byUser`: and not by the host. */
  #end(report: () => void, byUser = true): void {
    if (this.#state === 'ended') return;
    const { isConnected } = this;
    this.#state = 'ended';
    this.#controller.abort();
    this.#guardPage(false);
    callSafely(() => this.#dialog?.remove(byUser));
    this.#onEnd();
    this.#track('closed', this.#lastEvent?.institutionId);
    if (!isConnected) callSafely(report);
  }
}

function preventUnload(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Calls a callback of the host. An error is reported to the page, and does not stop the widget. */
function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportError(error);
  }
}
