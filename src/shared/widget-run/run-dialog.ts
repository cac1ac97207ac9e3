import type { ColorScheme } from '../color-scheme.ts';
import type { HostMessage } from '../port-protocol.ts';
import type { WidgetError } from '../widget-error.ts';
import type { CheckedOptions } from './open-options.ts';

/** Receives the frame's messages, which are not checked yet, and its failure. */
export type FrameListener = { receive(message: unknown): void; fail(error: WidgetError): void };

/** What a run needs of the frame: that of the widget, or of its fake for unit tests. */
export type RunFrame = {
  readonly element: { focus(): void };
  /** Whether the handshake is done. */
  readonly connected: boolean;
  /** Whether the frame is in the document and has not failed. */
  readonly usable: boolean;
  listen(listener: FrameListener): void;
  send(message: HostMessage): void;
};

/** What a run needs of the dialog around the frame. `WidgetDialog` says what each member does. */
export type RunDialog = {
  readonly frame: RunFrame;
  show(options: CheckedOptions, onLeave: () => void, onGone: () => void): void;
  setColorScheme(given: ColorScheme | null): void;
  reveal(): void;
  fetchKeyboard(brief: boolean): boolean;
  callHost(callback: () => void): void;
  remove(byUser: boolean): void;
};
