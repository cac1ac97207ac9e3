import type { ColorScheme } from '../../shared/color-scheme.ts';
import type { FunnelStep } from '../../shared/funnel-step.ts';
import type { FrameMessage, HostMessage } from '../../shared/port-protocol.ts';
import type { CheckedOptions } from '../../shared/widget-run/open-options.ts';
import type { FrameListener, RunDialog } from '../../shared/widget-run/run-dialog.ts';
import type { WidgetToken } from '../../shared/widget-token.ts';

/** What the page opened the widget with. */
export type OpenedWidget = {
  /** The connection to re-credential, or null for a new one. */
  readonly connectionId: string | null;
  /** The institution to preselect, or null. */
  readonly institution: string | null;
  /** A BCP 47 language tag. */
  readonly locale: string;
  /** CSS values of the page; empty, or null, if it sets none. */
  readonly theme: { readonly accent: string; readonly radius: string; readonly colorScheme: ColorScheme | null };
};

/** The token of the page: null while it is awaited; failed: not to be had, and a user may try again. */
type TokenState = WidgetToken | 'failed' | null;

/**
 * The dialog and the frame of one run, without an element: it keeps what the run sends, and says what a frame would say.
 * The run itself is the one of the real widget.
 */
export class FakeWidget implements RunDialog {
  token: TokenState = null;
  /** Whether the widget only shows the success. */
  isConnected = false;
  isRemoved = false;
  locale = '';
  theme: OpenedWidget['theme'] = { accent: '', radius: '', colorScheme: null };

  readonly frame = {
    element: { focus: (): void => {} },
    connected: true,
    usable: true,
    listen: (listener: FrameListener): void => {
      this.#listener = listener;
      // The frame answers after `open` has returned.
      queueMicrotask(() => this.tell({ name: 'opened' }));
    },
    send: (message: HostMessage): void => this.#receive(message),
  };

  readonly #onChange: () => void;
  #listener: FrameListener | null = null;
  // The frame tells it with each step from the choice of a bank on.
  #institutionId: string | undefined;

  /** `onChange` is called when the token has come or is not to be had, and when the widget is gone. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  show({ locale, theme, colorScheme }: CheckedOptions): void {
    this.locale = locale;
    this.theme = { ...theme, colorScheme };
  }

  setColorScheme(colorScheme: ColorScheme | null): void {
    this.theme = { ...this.theme, colorScheme };
  }

  /** Says what the frame would say. */
  say(message: FrameMessage): void {
    this.#listener?.receive(message);
  }

  succeed(connectionId: string): void {
    this.isConnected = true;
    this.tell({ name: 'connected' });
    this.say({ type: 'success', connectionId });
  }

  /** Ends the run with an error. */
  fail(error: Error): void {
    this.#listener?.fail(error as Parameters<FrameListener['fail']>[0]);
  }

  /** Tells a step of the funnel, with the bank once one is chosen. */
  tell(step: FunnelStep): void {
    this.#institutionId = step.institutionId ?? this.#institutionId;
    const institutionId = this.#institutionId;
    this.say({ type: 'event', ...step, ...(institutionId && { institutionId }) });
  }

  /** Asks the page for another token. */
  requestToken(): void {
    this.token = null;
    this.say({ type: 'request-token' });
  }

  remove(): void {
    this.isRemoved = true;
    this.#listener = null;
    this.#onChange();
  }

  callHost(callback: () => void): void {
    callback();
  }

  reveal(): void {}

  fetchKeyboard(): boolean {
    return false;
  }

  #receive(message: HostMessage): void {
    if (message.type === 'token') {
      this.token = { widgetToken: message.token, connectionId: message.connectionId };
    } else if (message.type === 'token-failed') {
      this.token = 'failed';
      this.tell({ name: 'failed' });
    } else return;
    this.#onChange();
  }
}
