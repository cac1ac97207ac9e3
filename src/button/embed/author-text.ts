import { unclobberedDocument } from '../../shared/dom-clobbering.ts';

/** Elements that begin a new line: without a blank, the words before and after them would be one. */
const breaks = 'br,p,div,li,h1,h2,h3,h4,h5,h6';

/** Elements whose text no user sees. */
const unseen = 'script,style,noscript,textarea,select';

/** `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`. */
const elementsAndTexts = 5;

/** The text of an author's markup that users see, in one line. */
export function authorText(markup: HTMLElement): string {
  const walker = unclobberedDocument().createTreeWalker(markup, elementsAndTexts);
  let text = '';
  for (let node; (node = walker.nextNode());) {
    if (node instanceof Text) {
      // The parent may be a form whose fields shadow its methods.
      if (!Element.prototype.closest.call(node.parentElement, unseen)) text += node.data;
    } else if (Element.prototype.matches.call(node, breaks)) text += ' ';
  }
  // Where that is nothing to see, the element shows its own label.
  return text.replace(/\s+/g, ' ').trim();
}
