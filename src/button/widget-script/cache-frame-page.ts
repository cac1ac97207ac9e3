import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { cacheOnlyHash, framePage } from '../../shared/frame-page.ts';

/** After this time the widget's own frame has given up as well. */
const timeoutMs = 15_000;

/**
 * Loads the page of the widget's frame into the browser's cache while the script loads, which saves a round trip. Caches
 * and connections belong to the sites of page and frame together, so a hint such as `<link rel="prefetch">` fills another
 * one: only a frame fills the right one.
 */
export function cacheFramePage(scriptUrl: string): void {
  try {
    const url = new URL(framePage + cacheOnlyHash, scriptUrl);
    // The widget refuses the page's own origin. There, the URL may be that of the page's own app.
    if (url.origin === self.origin) return;
    const frame = hiddenFrame(url.href);
    const remove = (): void => frame.remove();
    frame.addEventListener('load', remove);
    setTimeout(remove, timeoutMs);
  } catch {
    // A `blob:` script has no other page beside it, and then its own frame fails with an error of its own.
  }
}

/** Adds a page to the document in a frame that is not on screen, sandboxed as the widget's own, which can then have its process. */
export function hiddenFrame(url: string): HTMLIFrameElement {
  const page = unclobberedDocument();
  const frame = page.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.referrerPolicy = 'strict-origin';
  // A host's style sheet may show every frame.
  frame.style.setProperty('display', 'none', 'important');
  frame.src = url;
  page.documentElement.append(frame);
  return frame;
}
