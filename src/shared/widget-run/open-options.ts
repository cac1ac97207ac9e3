import { ownProperties } from '../prototype-pollution.ts';
import { unclobberedDocument } from '../dom-clobbering.ts';
import { apiKeyPattern, idPattern, maxTokenLength } from '../limits.ts';
import type { FunnelStep } from '../funnel-step.ts';
import type { ColorScheme } from '../color-scheme.ts';
import type { WidgetToken } from '../widget-token.ts';

/** What `Araucaria.open` takes. Either `token` with `connectionId`, or `requestToken`, or all three. */
export type OpenOptions = {
  /** The widget token that your backend got from Araucaria. */
  token?: string;
  /** The connection that `token` belongs to. Without `token`: the connection to repair. */
  connectionId?: string;
  /**
   * Requests a token from your backend. Called at once if there is no `token`, and again when a token has expired.
   * A rejection with `retryable: true` is shown with a retry button. Any other ends the run, and `onExit` receives it.
   */
  requestToken?: (signal: AbortSignal) => Promise<WidgetToken>;
  /** The id of an institution to preselect. */
  institution?: string;
  /** The language of the widget as a BCP 47 tag. Default: that of the page. */
  locale?: string;
  /**
   * An accent color and a corner radius, as CSS values, and the color scheme, by default the page's. Invalid values are
   * ignored.
   */
  theme?: { accent?: string; radius?: string; colorScheme?: ColorScheme };
  /** Called when the bank is connected. This is a hint: the webhook is the proof. */
  onSuccess?: (metadata: { connectionId: string }) => void;
  /** Called when the widget closes without a connection: by the user (no argument), or with an error. */
  onExit?: (error?: unknown) => void;
  /** Called for each step of the funnel, for analytics. */
  onEvent?: (event: FunnelEvent) => void;
};

/** A step of the funnel. A newer frame may name further ones. */
export type FunnelEvent = Omit<FunnelStep, 'name'> & { name: string };

/** Checked {@link OpenOptions}, with defaults. */
export type CheckedOptions = {
  first: WidgetToken | null;
  institution: string | null;
  locale: string;
  newConnection: boolean;
  theme: { accent: string; radius: string };
  colorScheme: ColorScheme | null;
  requestToken: OpenOptions['requestToken'];
  onSuccess: OpenOptions['onSuccess'];
  onExit: OpenOptions['onExit'];
  onEvent: OpenOptions['onEvent'];
};

/** Names the type of a value, never the value: it may be a secret in the wrong place. */
function typeError(expected: string, got: unknown): TypeError {
  return new TypeError(`Araucaria.open: expected ${expected}; got ${got === null ? got : typeof got}.`);
}

function optional(options: Record<string, unknown>, name: string, type: 'string' | 'function'): unknown {
  const value = options[name] ?? undefined;
  if (value !== undefined && typeof value !== type) throw typeError(`${name} to be a ${type}`, value);
  return value;
}

const anId = ' to be an id of letters, digits, - and _';

/** Whether a value is the id of a connection or an institution. */
export const isId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value);

/**
 * Checks a token and its connection id, from the options or from `requestToken`.
 *
 * @throws {TypeError} that names what was expected and the type of what came
 */
export function checkToken(widgetToken: unknown, connectionId: unknown): WidgetToken {
  if (typeof widgetToken !== 'string' || !widgetToken || widgetToken.length > maxTokenLength) {
    throw typeError('a widget token', widgetToken);
  }
  if (apiKeyPattern.test(widgetToken)) {
    throw new TypeError('Araucaria.open: expected a widget token; got an API key. Rotate it now.');
  }
  if (!isId(connectionId)) {
    throw typeError(`connectionId${anId}`, connectionId);
  }
  return { widgetToken, connectionId };
}

/** A color scheme; null for any other value. */
export function checkColorScheme(value: unknown): ColorScheme | null {
  return value === 'light' || value === 'dark' ? value : null;
}

/**
 * Checks the argument of `Araucaria.open`.
 *
 * @throws {TypeError} naming what was expected and what came
 */
export function checkOptions(input: unknown): CheckedOptions {
  if (typeof input !== 'object' || input === null) throw typeError('options', input);
  const options = ownProperties(input);

  // The casts below say what `optional` has just checked.
  const requestToken = optional(options, 'requestToken', 'function') as OpenOptions['requestToken'];
  const institution = (optional(options, 'institution', 'string') as string | undefined) || null;
  if (institution && !idPattern.test(institution)) throw typeError(`institution${anId}`, institution);
  const theme = ownProperties(options['theme']);
  const token = options['token'] ?? undefined;
  if (token === undefined && !requestToken) throw typeError('token or requestToken', undefined);

  return {
    first: token === undefined ? null : checkToken(token, options['connectionId']),
    newConnection: token === undefined && !optional(options, 'connectionId', 'string'),
    institution,
    locale:
      (optional(options, 'locale', 'string') as string | undefined) ||
      unclobberedDocument().documentElement.lang ||
      navigator.language,
    theme: {
      accent: (optional(theme, 'accent', 'string') as string | undefined) ?? '',
      radius: (optional(theme, 'radius', 'string') as string | undefined) ?? '',
    },
    colorScheme: checkColorScheme(theme['colorScheme']),
    requestToken,
    onSuccess: optional(options, 'onSuccess', 'function') as OpenOptions['onSuccess'],
    onExit: optional(options, 'onExit', 'function') as OpenOptions['onExit'],
    onEvent: optional(options, 'onEvent', 'function') as OpenOptions['onEvent'],
  };
}
