import { funnelSteps, type FunnelStep } from '../../shared/funnel-step.ts';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import type { ColorScheme } from '../../shared/color-scheme.ts';
import { AraucariaError } from '../errors.ts';
import type { ScriptResult } from './page-registry.ts';
import { readMethod, readGlobal, readProperty, readText } from '../safe-read.ts';
import { isConnectErrorCode } from '../element/strings.ts';
import { assertOrigin } from './resolve-url.ts';
import { loadScript } from './widget-script.ts';
import { widgetScriptUrl } from './widget-src.ts';
import type { WidgetToken } from '../../shared/widget-token.ts';

/** The widget's language and theme, from the button's language and styles. */
export type WidgetLooks = {
  locale: string;
  /** CSS values of the page; empty if it sets none. */
  theme: { accent: string; radius: string; colorScheme: ColorScheme };
};

/** Options and callbacks of the widget, which may call back late, twice or both ways. */
export type WidgetOptions = WidgetLooks & {
  /** The token, or null if the widget requests it. */
  token: WidgetToken | null;
  /** Gives the first token, and a new one when a token has expired. */
  requestToken(signal: AbortSignal): Promise<WidgetToken>;
  /** The run's tokens so far: no error may contain them. */
  tokens: readonly WidgetToken[];
  /** The connection to re-credential, or empty: then the widget can show its list of banks before it has a token. */
  connectionId: string;
  /** The institution to preselect, or empty. */
  institution: string;
  onEvent(step: FunnelStep): void;
  onSuccess(): void;
  onExit(error: AraucariaError | null): void;
};

/**
 * A method of the global `Araucaria`, read anew for each call since any script can replace it. Only `open` is documented;
 * scripts with a `version` have `preload` too.
 */
const araucaria = (name: 'open' | 'preload'): ReturnType<typeof readMethod> =>
  readMethod(readGlobal('Araucaria'), name);

/** Which widget script to load. */
export type WidgetSource = {
  /** A URL, or a `TrustedScriptURL` of the page's own policy. */
  widgetSrc: unknown;
  /** Whether `widgetSrc` was set by the attribute, which is checked against an allowlist. */
  srcInMarkup: boolean;
  widgetIntegrity: string;
  nonce: string;
};

/**
 * Loads the widget script unless it is loaded.
 *
 * @throws {AraucariaError} `misconfigured`, if `widgetSrc` can't be used, or if the page has no origin
 */
export function loadWidget({ widgetSrc, srcInMarkup, widgetIntegrity, nonce }: WidgetSource): Promise<ScriptResult> {
  assertOrigin();
  const url = widgetScriptUrl(widgetSrc, srcInMarkup);
  return loadScript({ url, src: widgetSrc, integrity: widgetIntegrity, nonce, isReady: () => !!araucaria('open') });
}

/** Whether the widget takes no `requestToken`, so that it can't open before there is a token. */
export const needsTokenToOpen = (): boolean => !readProperty(readGlobal('Araucaria'), 'version');

/** Loads the widget's frame in advance, if the script supports that. */
export function preloadWidget(): void {
  try {
    araucaria('preload')?.();
  } catch {
    // A failure is reported by the click.
  }
}

/** An open widget. */
export type OpenWidget = {
  close(): void;
  setColorScheme(colorScheme: ColorScheme): void;
  /** Calls back when the widget is no longer on screen. Undefined if the script does not tell. */
  whenClosed: ((...callbacks: (() => void)[]) => unknown) | undefined;
};

/**
 * Opens the widget.
 *
 * @throws {AraucariaError} `widget-open-failed`, or `widget-unavailable` if the global was removed
 */
export function openWidget(options: WidgetOptions): OpenWidget {
  const { token, requestToken, tokens, connectionId, institution, locale, theme, onEvent, onSuccess, onExit } = options;
  const open = araucaria('open');
  if (!open) throw new AraucariaError('widget-unavailable', 'Expected Araucaria.open.');
  try {
    const handle = open(
      withoutPrototype({
        ...(token
          ? { token: token.widgetToken, connectionId: token.connectionId }
          : {
              requestToken,
              connectionId,
              locale,
              theme,
              onEvent: (event?: unknown) => {
                const step = toFunnelStep(event, tokens);
                if (step) onEvent(step);
              },
            }),
        ...(institution && { institution }),
        // The widget's metadata is ignored: the connection is the one that the token was minted for.
        onSuccess: () => onSuccess(),
        onExit: (error?: unknown) => onExit(error ? toAraucariaError(error, tokens) : null),
      }),
    );
    return {
      close: () => readMethod(handle, 'close')?.(),
      // A script with the documented surface alone has no such method.
      setColorScheme: (colorScheme) => readMethod(handle, 'setColorScheme')?.(colorScheme),
      whenClosed: readMethod(readProperty(handle, 'closed'), 'then'),
    };
  } catch (error) {
    throw new AraucariaError('widget-open-failed', `Araucaria.open threw. ${messageOf(error, tokens)}`, {
      retryable: true,
    });
  }
}

function toAraucariaError(error: unknown, tokens: readonly WidgetToken[]): AraucariaError {
  // The widget passes on the error that `requestToken` was rejected with.
  if (AraucariaError.is(error)) return error;
  const code = readProperty(error, 'code');
  return new AraucariaError(isConnectErrorCode(code) ? code : 'widget-error', messageOf(error, tokens), {
    retryable: readProperty(error, 'retryable') === true,
  });
}

/** A step that the widget tells of; undefined for one that is none. */
function toFunnelStep(event: unknown, tokens: readonly WidgetToken[]): FunnelStep | undefined {
  const given = readProperty(event, 'name');
  const name = funnelSteps.find((step) => step === given);
  if (!name) return undefined;
  const institutionId = readText(event, 'institutionId', tokens);
  const institutionName = name === 'institution-missing' && readText(event, 'institutionName', tokens);
  return { name, ...(institutionId && { institutionId }), ...(institutionName && { institutionName }) };
}

/** The message of the widget's error. The error itself is not kept as a cause: it may contain a token. */
const messageOf = (error: unknown, tokens: readonly WidgetToken[]): string =>
  readText(error, 'message', tokens) || 'No message.';
