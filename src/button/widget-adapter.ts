import { AraucariaError } from './errors.ts';
import type { ScriptResult } from './page-registry.ts';
import { isConnectErrorCode } from './strings.ts';
import { usableUrl } from './usable-url.ts';
import { loadScript } from './widget-script.ts';
import type { WidgetToken } from './widget-token.ts';

/** Where Araucaria documents the widget script to be. */
export const documentedWidgetSrc = 'https://api.araucaria.money/widget/araucaria-connect.js';

/** The global `Araucaria`. Only `open` is documented; the rest is there in scripts that have a `version`. */
type AraucariaGlobal = {
  open(options: object): { close?(): void } | undefined;
  preload?(): void;
  version?: string;
};

/** How the widget looks and where it begins, as the button's attributes and styles say. */
export type WidgetLooks = {
  institution: string;
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
  onSuccess(): void;
  onExit(error: AraucariaError | null): void;
};

function findAraucaria(): AraucariaGlobal | undefined {
  // `<a id="Araucaria">` makes the bare global truthy: `open` is what counts.
  const { Araucaria } = globalThis as { Araucaria?: AraucariaGlobal };
  return typeof Araucaria?.open === 'function' ? Araucaria : undefined;
}

/** Where the widget script is, as the button's attributes say. */
export type WidgetSource = { widgetSrc: string; widgetIntegrity: string; nonce: string };

/**
 * Loads the widget script, unless it is there.
 *
 * @throws {AraucariaError} `misconfigured`, where `widgetSrc` is no usable URL
 */
export function loadWidget({ widgetSrc, widgetIntegrity, nonce }: WidgetSource): Promise<ScriptResult> {
  const url = usableUrl(widgetSrc, 'widget-src');
  return loadScript({ url, integrity: widgetIntegrity, nonce, isReady: () => !!findAraucaria() });
}

/** Whether the widget takes strings only, so that the dialog has to wait for the token. */
export const needsTokenToOpen = (): boolean => !findAraucaria()?.version;

/** Builds the widget's hidden frame, where the script can do that. */
export function warmWidget(): void {
  try {
    findAraucaria()?.preload?.();
  } catch {
    // A warm-up is a favour: the click will say what is wrong.
  }
}

/**
 * Opens the widget and returns what closes it.
 *
 * @throws {AraucariaError} `widget-open-failed`
 */
export function openWidget(options: WidgetOptions): () => void {
  const { token, requestToken, tokens, connectionId, institution, locale, theme, onSuccess, onExit } = options;
  try {
    const handle = findAraucaria()?.open({
      ...(token
        ? { token: token.widgetToken, connectionId: token.connectionId }
        : { requestToken, connectionId, locale, theme }),
      ...(institution && { institution }),
      // Whatever the metadata says: the connection is the one the token was minted for.
      onSuccess: () => onSuccess(),
      onExit: (error?: unknown) => onExit(error ? toAraucariaError(error, tokens) : null),
    });
    return () => handle?.close?.();
  } catch (error) {
    throw new AraucariaError('widget-open-failed', `Araucaria.open threw. ${messageOf(error, tokens)}`, {
      retryable: true,
    });
  }
}

function toAraucariaError(error: unknown, tokens: readonly WidgetToken[]): AraucariaError {
  // What our own requestToken was rejected with comes back as it was.
  if (error instanceof AraucariaError) return error;
  const { code, retryable } = Object(error) as { code?: unknown; retryable?: unknown };
  return new AraucariaError(isConnectErrorCode(code) ? code : 'widget-error', messageOf(error, tokens), {
    retryable: retryable === true,
  });
}

/** The widget's words for developers, with any token they quote taken out. The error itself is not kept as a cause. */
function messageOf(error: unknown, tokens: readonly WidgetToken[]): string {
  const { message } = Object(error) as { message?: unknown };
  const text = typeof message === 'string' && message ? message : 'No message.';
  return tokens.reduce((cleaned, { widgetToken }) => cleaned.replaceAll(widgetToken, '***'), text).slice(0, 500);
}
