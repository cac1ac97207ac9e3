import type { Frame, Page } from '@playwright/test';

/**
 * Does to every page and frame opened from now on what Google Translate does: each text node goes, and two nested
 * `<font>` elements come in its place; what is added or changes later is translated as well. `translate="no"` is heeded.
 * The words stay, so that a test can read them. Blank text, which the real one leaves alone, is taken too.
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

/** Where one of these names stands in a frame and a translator would touch it. */
export function translatableNames(frame: Frame, names: string[]): Promise<string[]> {
  return frame.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode as Text;
      if (!parentElement?.closest('[translate="no"]') && wanted.some((name) => data.includes(name))) found.push(data);
    }
    return found;
  }, names);
}

/**
 * The elements in which a text is beside a comment. Comments are where Lit inserts and removes: a text beside one is
 * Lit's to write or to insert before, and lost to it where a translator takes it.
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
