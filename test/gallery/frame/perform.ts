import type { Action } from '../states.ts';

/** Does what the user did in a step, and marks the document once all of it is on screen: `<html data-ready>`. */
export async function perform(actions: readonly Action[]): Promise<void> {
  await see('main:not([hidden]) h1');
  for (const action of actions) {
    if ('see' in action) await see(action.see);
    else if ('press' in action) (await see(action.press)).click();
    else await fill(action.fill, action.text);
  }
  document.documentElement.dataset['ready'] = '';
  // The gallery says how long that took.
  window.top?.postMessage({ shownAfterMs: performance.now() }, '*');
}

async function fill(selector: string, text: string): Promise<void> {
  const field = await see(selector);
  if (!(field instanceof HTMLInputElement)) throw new Error(`Expected ${selector} to be an input.`);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** The first element of a selector, once it is there. */
export function see(selector: string): Promise<HTMLElement> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const found = document.querySelector<HTMLElement>(selector);
      if (found) resolve(found);
      return found !== null;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
}
