import { unclobberedDocument } from '../../shared/dom-clobbering.ts';

/** Elements that begin a new line: without a blank, the words before and after them would be one. */
const breaks = 'br,p,div,li,h1,h2,h3,h4,h5,h6';

/** Elements whose text no user sees. */
const unseen = 'script,style,noscript,textarea,select';

/** `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`. */
const elementsAndTexts = 5;

/** The text that users see of an author's markup, in one line. Empty if there is nothing to see. */
export function authorText(markup: HTMLElement): string {
  const walker = unclobberedDocument().createTreeWalker(markup, elementsAndTexts);
  let text = '';
  for (let node; (node = walker.nextNode());) {
    if (node instanceof Text) {
      // The parent may be a form whose fields shadow its methods.
      if (!Element.prototype.closest.call(node.parentElement, unseen)) text += node.data;
    } else if (Element.prototype.matches.call(node, breaks)) text += ' ';
  }
  const line = text.replace(/\s+/g, ' ').trim();
  // Editors leave characters without a width in empty elements.
  return /[^\s\u200b-\u200f\u2060]/.test(line) ? line : '';
}
