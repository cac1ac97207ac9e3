import type { FunnelStep } from './funnel-step.ts';
import type { ColorScheme } from './color-scheme.ts';

/**
 * The messages between the widget script (host page) and the frame (Araucaria's origin).
 *
 * On `window` there are two messages, neither secret: the frame's `ready`, and the host's `init`, which hands
 * over one end of a MessageChannel. Everything else, the token first, travels over that port.
 */
export const protocolVersion = 1;

/** frame → parent window: the frame's script runs and waits for a port. */
export type ReadyMessage = { araucaria: 'ready'; version: number };

/** parent → frame window, with exactly one transferred port. */
export type InitMessage = { araucaria: 'init'; version: number };

/** host → frame, over the port. */
export type HostMessage =
  /** The color scheme to use from now on. Sent before `open`, and again when the page's changes. */
  | { type: 'color-scheme'; colorScheme: ColorScheme }
  /** The dialog is open. */
  | {
      type: 'open';
      /** A BCP 47 language tag; the frame uses the closest language that it has. */
      locale: string;
      /** An institution id to preselect. */
      institution: string | null;
      /**
       * Whether this is certainly a new connection: then the list of banks can be shown before there is a token.
       * Otherwise only the session says whether there is a bank to choose.
       */
      newConnection: boolean;
      /** CSS values of the host's page, not checked; empty if it sets none. */
      theme: { accent: string; radius: string };
      /** Whether `request-token` can get a new token when this one has expired. */
      renewable: boolean;
    }
  /** A widget token, the first or a renewed one. */
  | { type: 'token'; token: string; connectionId: string }
  /** The token request failed, and a retry may succeed: offer one. */
  | { type: 'token-failed' }
  /** Another part of the host's page took the focus without the user: cover the form. */
  | { type: 'keyboard-taken' }
  /** The user pressed Escape or the backdrop in the host's document: leave, after a question if input would be lost. */
  | { type: 'leave' };

/** frame → host, over the port. Messages after `exit` are ignored. */
export type FrameMessage =
  /** The first step is painted and usable. */
  | { type: 'shown' }
  /** `leave` was received. */
  | { type: 'leaving' }
  /** The focus should be in the frame and is not: give it back. */
  | { type: 'keyboard-wanted' }
  /**
   * The focus left the frame without an action of the user in it: give it back, and report whether another part of the
   * page took it. `brief`: the frame had it for a moment only, as after Tab from the browser's own controls.
   */
  | { type: 'keyboard-lost'; brief: boolean }
  /** Request a token from the host's backend, the first or a new one. */
  | { type: 'request-token' }
  /** Whether closing the page now would lose input or an attempt of the user. */
  | { type: 'unsaved'; unsaved: boolean }
  /**
   * A step of the funnel, for analytics. No secrets, and nothing typed but `institutionName`: of a bank that is not listed,
   * if the user chose to send it.
   */
  | ({ type: 'event' } & FunnelStep)
  /** The connection is made and the user sees that. However the run ends from now on, it is a success. */
  | { type: 'success'; connectionId: string }
  /** `code` null: the user closed the widget. `token-failed`: the user closed it after a failed token request. */
  | { type: 'exit'; code: string | null };
