import { documentedWidgetSrc } from '../../shared/documented-urls.ts';
import { unclobberedDocument } from '../../shared/dom-clobbering.ts';

/**
 * The URL that this script was loaded from. The frame's URL is derived from it. It comes from the browser only, never from
 * other elements of the page, such as an inert `<script>` in a user's comment, or `<base href>`.
 *
 * Call it while the script is evaluated. In a module, `currentScript` is null and the call stack has the URL. If neither
 * has it, as in a bundle, the result is the documented URL.
 */
export function findScriptUrl(): URL {
  const src = unclobberedDocument().currentScript?.getAttribute('src');
  // An absolute `src` is the URL that was fetched. A relative one depends on a base URL that may have changed.
  if (src && /^https?:/i.test(src)) return new URL(src);
  const fromStack = stackUrl();
  return new URL(
    fromStack && (src || /^[^?#]+\/araucaria-connect\.js(?![^?#])/.test(fromStack)) ? fromStack : documentedWidgetSrc,
  );
}

/** The URL in the first line of the call stack, which is this file's: `at f (https://…:1:2)` or `f@https://…:1:2`. */
function stackUrl(): string | undefined {
  return /^(?:Error\n)?.*?(https?:[^\s()]+?):\d+:\d+/.exec(new Error().stack ?? '')?.[1];
}
