import { bare } from '../shared/bare.ts';
import { AraucariaError } from './errors.ts';
import type { ScriptResult } from './page-registry.ts';
import { readMethod, readGlobal, readProperty } from './safe-read.ts';
import { isConnectErrorCode } from './strings.ts';
import { pageOrigin } from './resolve-url.ts';
import { loadScript } from './widget-script.ts';
import { widgetScriptUrl } from './widget-src.ts';
import type { WidgetToken } from '../shared/widget-token.ts';

/** How the widget looks, as the button's language and styles say. */
export type WidgetLooks = {
  locale: string;
  /** CSS values as the page set them; empty where it did not. */
  theme: { accent: string; radius: string };
};

/** What to open the widget with, and whom to tell. It may call back late, twice or both ways: the run copes. */
export type WidgetOptions = WidgetLooks & {
  /** The token, where it is there already. */
  token: WidgetToken | null;
  /** Gives the first token, and a new one where the widget is still open when its token expires. */
  requestToken(signal: AbortSignal): Promise<WidgetToken>;
  /** The run's tokens so far, which no error may quote. */
  tokens: readonly WidgetToken[];
  /** The connection to re-credential, or empty: then the widget can show its banks before the token is there. */
  connectionId: string;
  /** The institution to preselect, or empty. */
  institution: string;
  onSuccess(): void;
  onExit(error: AraucariaError | null): void;
};

/**
 * A method of the global `Araucaria`. Only `open` is documented; the rest is there in scripts that have a `version`.
 * Nothing that the script makes is trusted to be what it was a moment ago.
 */
const araucaria = (name: 'open' | 'preload'): ReturnType<typeof readMethod> =>
  readMethod(readGlobal('Araucaria'), name);

/** Where the widget script is, as the button's attributes and properties say. */
export type WidgetSource = {
  /** A URL, or a `TrustedScriptURL` of the page's own policy. */
  widgetSrc: unknown;
  /** Whether `widgetSrc` comes from the attribute, which may name known places only. */
  srcInMarkup: boolean;
  widgetIntegrity: string;
  nonce: string;
};

/**
 * Loads the widget script, unless it is there.
 *
 * @throws {AraucariaError} `misconfigured`, where `widgetSrc` can't be used, or the page can't use the widget
 */
export function loadWidget({ widgetSrc, srcInMarkup, widgetIntegrity, nonce }: WidgetSource): Promise<ScriptResult> {
  if (pageOrigin() === 'null') {
    throw new AraucariaError('misconfigured', 'Expected an origin; got none: sandbox without allow-same-origin?');
  }
  const url = widgetScriptUrl(widgetSrc, srcInMarkup);
  return loadScript({ url, src: widgetSrc, integrity: widgetIntegrity, nonce, isReady: () => !!araucaria('open') });
}

/** Whether the widget takes strings only, so that the dialog has to wait for the token. */
export const needsTokenToOpen = (): boolean => !readProperty(readGlobal('Araucaria'), 'version');

/** Builds the widget's hidden frame, where the script can do that. */
export function preloadWidget(): void {
  try {
    araucaria('preload')?.();
  } catch {
    // A warm-up is a favour: the click will say what is wrong.
  }
}

/**
 * Opens the widget and returns what closes it.
 *
 * @throws {AraucariaError} `widget-open-failed`, or `widget-unavailable` where the global has gone
 */
export function openWidget(options: WidgetOptions): () => void {
  const { token, requestToken, tokens, connectionId, institution, locale, theme, onSuccess, onExit } = options;
  const open = araucaria('open');
  if (!open) throw new AraucariaError('widget-unavailable', 'Expected Araucaria.open.');
  try {
    const handle = open(
      bare({
        ...(token
          ? { token: token.widgetToken, connectionId: token.connectionId }
          : { requestToken, connectionId, locale, theme }),
        ...(institution && { institution }),
        // Whatever the metadata says: the connection is the one the token was minted for.
        onSuccess: () => onSuccess(),
        onExit: (error?: unknown) => onExit(error ? toAraucariaError(error, tokens) : null),
      }),
    );
    return () => readMethod(handle, 'close')?.();
  } catch (error) {
    throw new AraucariaError('widget-open-failed', `Araucaria.open threw. ${messageOf(error, tokens)}`, {
      retryable: true,
    });
  }
}

function toAraucariaError(error: unknown, tokens: readonly WidgetToken[]): AraucariaError {
  // What our own requestToken was rejected with comes back as it was.
  if (AraucariaError.is(error)) return error;
  const code = readProperty(error, 'code');
  return new AraucariaError(isConnectErrorCode(code) ? code : 'widget-error', messageOf(error, tokens), {
    retryable: readProperty(error, 'retryable') === true,
  });
}

/** The widget's words for developers, with any token they quote taken out. The error itself is not kept as a cause. */
function messageOf(error: unknown, tokens: readonly WidgetToken[]): string {
  const message = readProperty(error, 'message');
  const text = typeof message === 'string' && message ? message : 'No message.';
  return tokens.reduce((cleaned, { widgetToken }) => cleaned.replaceAll(widgetToken, '***'), text).slice(0, 500);
}
