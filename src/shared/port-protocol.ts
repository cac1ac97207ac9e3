/**
 * What the widget script (host page) and the frame (Araucaria's origin) say to each other.
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
  /** The dialog is on screen. */
  | {
      type: 'open';
      /** A BCP 47 language tag; the frame takes the nearest language it has. */
      locale: string;
      /** An institution id to preselect. */
      institution: string | null;
      /**
       * For certain a new connection, so the bank list can be shown while the token is still on its way.
       * Otherwise only the session knows whether there is a bank to choose at all.
       */
      newConnection: boolean;
      /** The host's looks: CSS values as the page gave them, not checked yet; empty where it set none. */
      theme: { accent: string; radius: string };
      /** Whether `request-token` can bring a new token when this one has expired. */
      renewable: boolean;
    }
  /** A widget token, the first or a renewed one. */
  | { type: 'token'; token: string; connectionId: string }
  /** The host could not get a token, and trying again may help: show it with a retry. */
  | { type: 'token-failed' }
  /** Something else on the host's page has the keyboard, and not by the user's doing: cover what can be typed into. */
  | { type: 'keyboard-taken' }
  /** The user pressed Escape or the backdrop in the host's document: leave, asking first if something would be lost. */
  | { type: 'leave' };

/** frame → host, over the port. After `exit` nothing more is heard. */
export type FrameMessage =
  /** The first step is painted and usable. */
  | { type: 'shown' }
  /** `leave` was heard and is being dealt with. */
  | { type: 'leaving' }
  /** The keyboard should be in the frame and is not: give it back. */
  | { type: 'keyboard-wanted' }
  /**
   * The keyboard left the frame, and not by the user's doing in it: give it back, and answer if it was taken. `brief`:
   * the frame had it for a moment only, as when the user comes from the browser's own controls with Tab.
   */
  | { type: 'keyboard-lost'; brief: boolean }
  /** Ask the host's backend for a (new) token. */
  | { type: 'request-token' }
  /** Whether closing the page now would lose something the user typed or began. */
  | { type: 'unsaved'; unsaved: boolean }
  /** A step of the funnel, for analytics: no secrets. */
  | { type: 'event'; name: string }
  /** The connection is made and the user sees it said. However the run ends from here, it ends as a success. */
  | { type: 'success'; connectionId: string }
  /** `code` null: the user closed the widget. `token-failed`: they left where the host's own token request had failed. */
  | { type: 'exit'; code: string | null };
