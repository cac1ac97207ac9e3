import { unclobberedDocument } from '../../shared/dom-clobbering.ts';

/**
 * Fetches the page of the widget's frame while the script loads, and the script then finds it in the browser's cache. Caches
 * and connections belong to the sites of page and frame together, so only a frame fills the right ones. This one runs no
 * script, and is removed when it has loaded.
 */
export function fetchFramePage(scriptUrl: string): void {
  try {
    const page = unclobberedDocument();
    const frame = page.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin');
    // A host's style sheet may show every frame.
    frame.style.setProperty('display', 'none', 'important');
    frame.addEventListener('load', () => frame.remove());
    frame.src = new URL('frame/index.html#fetch', scriptUrl).href;
    page.documentElement.append(frame);
  } catch {
    // Without it, the widget opens later.
  }
}
