import { own } from '../../shared/own.ts';
import { cleanDocument } from '../../shared/unshadowed.ts';
import { apiKeyPattern, idPattern, maxTokenLength } from '../../shared/limits.ts';

/** A widget token and the connection it belongs to, as the host's backend answers them. */
export type WidgetToken = { widgetToken: string; connectionId: string };

/** What `Araucaria.open` takes. Either `token` with `connectionId`, or `requestToken`, or all three. */
export type OpenOptions = {
  /** The widget token your backend got from Araucaria. */
  token?: string;
  /** The connection `token` belongs to. Beside `requestToken` alone: the connection to repair. */
  connectionId?: string;
  /**
   * Asks your backend for a token: called at once if there is no `token`, and again when a token has expired.
   * A rejection whose `retryable` is true is shown with a retry; any other ends the run and reaches `onExit` as it is.
   */
  requestToken?: (signal: AbortSignal) => Promise<WidgetToken>;
  /** The id of an institution to preselect. */
  institution?: string;
  /** The language of the widget as a BCP 47 tag. Default: that of the page. */
  locale?: string;
  /** The look: an accent colour and a corner radius, as CSS values. What is no such value is left out. */
  theme?: { accent?: string; radius?: string };
  /** The connection is made. A hint: the webhook is the proof. */
  onSuccess?: (metadata: { connectionId: string }) => void;
  /** The widget is closed without a connection: by the user (no argument), or by an error. */
  onExit?: (error?: unknown) => void;
  /** A step of the funnel was reached. */
  onEvent?: (event: { name: string }) => void;
};

/** {@link OpenOptions} after the check, with the defaults filled in. */
export type CheckedOptions = {
  first: WidgetToken | null;
  institution: string | null;
  locale: string;
  newConnection: boolean;
  theme: { accent: string; radius: string };
  requestToken: OpenOptions['requestToken'];
  onSuccess: OpenOptions['onSuccess'];
  onExit: OpenOptions['onExit'];
  onEvent: OpenOptions['onEvent'];
};

// Names the kind of a value, never the value: it may be a secret in the wrong place.
function wrong(expected: string, got: unknown): TypeError {
  return new TypeError(`Araucaria.open: expected ${expected}; got ${got === null ? got : typeof got}.`);
}

function optional(options: Record<string, unknown>, name: string, type: 'string' | 'function'): unknown {
  const value = options[name] ?? undefined;
  if (value !== undefined && typeof value !== type) throw wrong(`${name} to be a ${type}`, value);
  return value;
}

/**
 * Checks a token and its connection's id, from the host's call or from its `requestToken`.
 *
 * @throws {TypeError} which never quotes the token
 */
export function checkToken(widgetToken: unknown, connectionId: unknown): WidgetToken {
  if (typeof widgetToken !== 'string' || !widgetToken || widgetToken.length > maxTokenLength) {
    throw wrong('a widget token', widgetToken);
  }
  if (apiKeyPattern.test(widgetToken)) {
    throw new TypeError('Araucaria.open: expected a widget token; got an API key. Rotate it now.');
  }
  if (typeof connectionId !== 'string' || !idPattern.test(connectionId)) {
    throw wrong('connectionId to be an id', connectionId);
  }
  return { widgetToken, connectionId };
}

/**
 * Checks the argument of `Araucaria.open`.
 *
 * @throws {TypeError} naming what was expected and what came
 */
export function checkOptions(input: unknown): CheckedOptions {
  if (typeof input !== 'object' || input === null) throw wrong('options', input);
  const options = own(input);

  // The casts below say what `optional` has just checked.
  const requestToken = optional(options, 'requestToken', 'function') as OpenOptions['requestToken'];
  const institution = (optional(options, 'institution', 'string') as string | undefined) || null;
  if (institution && !idPattern.test(institution)) throw wrong('institution to be an id', institution);
  const theme = own(options['theme']);
  const token = options['token'] ?? undefined;
  if (token === undefined && !requestToken) throw wrong('token or requestToken', undefined);

  return {
    first: token === undefined ? null : checkToken(token, options['connectionId']),
    newConnection: token === undefined && !optional(options, 'connectionId', 'string'),
    institution,
    locale:
      (optional(options, 'locale', 'string') as string | undefined) ||
      cleanDocument().documentElement.lang ||
      navigator.language,
    theme: {
      accent: (optional(theme, 'accent', 'string') as string | undefined) ?? '',
      radius: (optional(theme, 'radius', 'string') as string | undefined) ?? '',
    },
    requestToken,
    onSuccess: optional(options, 'onSuccess', 'function') as OpenOptions['onSuccess'],
    onExit: optional(options, 'onExit', 'function') as OpenOptions['onExit'],
    onEvent: optional(options, 'onEvent', 'function') as OpenOptions['onEvent'],
  };
}
