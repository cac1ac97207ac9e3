import type { Frame, Page } from '@playwright/test';

/**
 * Changes every page and frame opened from now on as Google Translate does: two nested `<font>` elements replace each text
 * node, also where text is added or changes later, but not inside `translate="no"`. The words stay the same, so that a test
 * can read them. Blank text nodes are replaced as well, which the real one leaves alone.
 */
export async function translatePages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const mine = new WeakSet<Node>();
    const translate = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      if (root instanceof Text) texts.push(root);
      for (const text of texts) {
        const parent = text.parentElement;
        if (!parent || mine.has(text) || parent.closest('[translate="no"], script, style, title, option')) continue;
        const words = document.createTextNode(text.data);
        mine.add(words);
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        for (const font of [outer, inner]) font.style.verticalAlign = 'inherit';
        inner.append(words);
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    document.addEventListener('DOMContentLoaded', () => {
      translate(document.body);
      new MutationObserver((records) => {
        for (const { target, addedNodes } of records) {
          if (target instanceof Text) mine.delete(target);
          for (const node of [target, ...addedNodes]) translate(node);
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  });
}

/** The texts of a frame that contain one of these names and that a translator would change. */
export function translatableNames(frame: Frame, names: string[]): Promise<string[]> {
  return frame.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode as Text;
      if (!parentElement?.closest('[translate="no"], script') && wanted.some((name) => data.includes(name)))
        found.push(data);
    }
    return found;
  }, names);
}

/**
 * The elements that contain a text node beside a comment. Lit inserts and removes nodes at comments: it writes to such a
 * text node or inserts before it, and fails once a translator has replaced it.
 */
export function textsBesideLit(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { previousSibling, nextSibling, parentElement } = walker.currentNode;
      if ([previousSibling, nextSibling].some((node) => node instanceof Text)) found.push(parentElement!.outerHTML);
    }
    return found;
  });
}
