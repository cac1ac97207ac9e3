import { AraucariaError, unlessOffline } from '../errors.ts';
import type { ScriptResult } from './page-registry.ts';
import { widgetScriptUrl } from './widget-src.ts';
import type { WidgetSource } from './widget-adapter.ts';

type ScriptFailure = Exclude<ScriptResult, 'loaded'>;

const messages: Record<ScriptFailure, string> = {
  'widget-load-failed': 'The widget script failed to load.',
  'widget-load-timeout': 'The widget script failed to load in 20 s.',
  'widget-blocked': 'The CSP blocks the widget script: script-src, trusted-types, TrustedScriptURL?',
  'widget-unavailable': 'Expected Araucaria.open from widget-src.',
};

/** The error for a script that failed to load, with the reason as far as it is known. */
export function scriptError(failure: ScriptFailure, source: WidgetSource): AraucariaError {
  let message = messages[failure];
  let retryable = failure.startsWith('widget-load');
  if (failure === 'widget-load-failed') {
    const url = widgetScriptUrl(source.widgetSrc, source.srcInMarkup);
    if (location.protocol === 'https:' && url.startsWith('http:')) {
      message += ' Safari blocks http on https pages.';
      retryable = false;
    }
    if (source.widgetIntegrity) {
      message += ' Is widget-integrity its hash?';
      // The hash is wrong if the file arrived. Its status is visible: a script with a hash is requested with CORS.
      const entry = performance.getEntriesByName(url, 'resource').at(-1) as PerformanceResourceTiming | undefined;
      if (entry?.responseStatus === 200) retryable = false;
    }
  }
  return new AraucariaError(failure, retryable ? unlessOffline(message) : message, { retryable });
}
