import { cleanDocument } from '../../shared/unshadowed.ts';

const documentedUrl = 'https://api.araucaria.money/widget/araucaria-connect.js';

/**
 * Where this script was loaded from: the frame's address follows from it. Only the browser's own word counts, never an
 * element that is merely on the page: not an inert `<script>` in a user's comment, not its `<base href>`.
 *
 * Call it at evaluation. In a module `currentScript` is null, and the call stack has the address; where neither tells,
 * as in a bundle, it is the documented one.
 */
export function findScriptUrl(): URL {
  const src = cleanDocument().currentScript?.getAttribute('src');
  // An absolute address is what was fetched; a relative one depends on a base that may have changed since.
  if (src && /^https?:/i.test(src)) return new URL(src);
  const running = runningUrl();
  return new URL(running && (src || /^[^?#]+\/araucaria-connect\.js(?![^?#])/.test(running)) ? running : documentedUrl);
}

/** The address in the stack's first line, which is this file's: `at f (https://…:1:2)` or `f@https://…:1:2`. */
function runningUrl(): string | undefined {
  return /^(?:Error\n)?.*?(https?:[^\s()]+?):\d+:\d+/.exec(new Error().stack ?? '')?.[1];
}
