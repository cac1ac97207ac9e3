import { documentedWidgetSrc } from '../shared/documented-urls.ts';
import { AraucariaError } from './errors.ts';
import { allowlistedUrl, resolveUrl } from './resolve-url.ts';

/**
 * The URL to load the widget script from.
 *
 * Markup may come from a visitor, through a comment or a reflected parameter, and a page with `strict-dynamic` trusts
 * what its scripts load. So markup names known places only; a script of the page can load anything anyway.
 *
 * @throws {AraucariaError} `misconfigured`
 */
export function widgetScriptUrl(src: unknown, inMarkup: boolean): string {
  const value = String(src) || documentedWidgetSrc;
  if (!inMarkup) return resolveUrl(value, 'widget-src');
  // Absolute as it stands: what is relative is of the page's origin, which in production is no known place.
  const known = allowlistedUrl(value);
  if (known) return known;
  throw new AraucariaError(
    'misconfigured',
    'Expected widget-src to be of https://araucaria.money or loopback; got another. Set the property widgetSrc from script.',
  );
}
