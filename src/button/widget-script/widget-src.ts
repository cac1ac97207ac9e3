import { documentedWidgetSrc } from '../../shared/documented-urls.ts';
import { AraucariaError } from '../errors.ts';
import { allowlistedUrl, resolveUrl } from './resolve-url.ts';

/**
 * The URL to load the widget script from.
 *
 * Markup may be a visitor's, from a comment or a reflected parameter, and under `strict-dynamic` the browser trusts every
 * script that the button loads. So an attribute is checked against an allowlist; a property is set by a script, which
 * could load any URL itself.
 *
 * @throws {AraucariaError} `misconfigured`
 */
export function widgetScriptUrl(src: unknown, inMarkup: boolean): string {
  const value = String(src) || documentedWidgetSrc;
  if (!inMarkup) return resolveUrl(value, 'widget-src');
  // A relative URL is refused: it would be on the page's origin.
  const url = allowlistedUrl(value);
  if (url) return url;
  throw new AraucariaError(
    'misconfigured',
    'Expected widget-src to be of https://araucaria.money or loopback; got another. Set the property widgetSrc from script.',
  );
}
