import { unclobbered, unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import { authorText } from './author-text.ts';
import type { EmbedSettings } from './embed-settings.ts';

const tag = 'araucaria-connect-button';
const mark = 'data-araucaria-connect';

/**
 * What becomes a button. A button of ours keeps the mark, for its copies: libraries clone elements, as a carousel does its
 * slides, and a copy has no settings.
 */
const marked = `:is(a,div,span,button,${tag})[${mark}]`;

/** Where a button would be inside another control, or in the content of another button. */
const insideControl = `:is(a[href],button,summary,${tag}) *`;

/**
 * Replaces each marked element of the page by a button, now and whenever one is inserted. Only its text is taken over:
 * authors choose neither an endpoint nor any other attribute. Shadow roots are left alone: no CMS publishes text in them.
 */
export function upgradeMarkup(settings: EmbedSettings): void {
  const buttons = new WeakSet<Element>();

  const upgrade = (original: Element): void => {
    if (
      buttons.has(original) ||
      // Not of SVG.
      !(original instanceof HTMLElement) ||
      // It was inside an element that is replaced, or has been removed since.
      !original.isConnected ||
      !original.matches(marked) ||
      original.matches(insideControl) ||
      // What an editor saves has to stay as its author wrote it.
      original.isContentEditable
    ) {
      return;
    }
    const button = createButton(settings, authorText(original));
    buttons.add(button);
    const page = unclobberedDocument();
    const hadFocus = original.contains(page.activeElement);
    original.replaceWith(original.localName === 'div' ? inBlock(button) : button);
    if (hadFocus) void giveFocus(button);
  };

  const upgradeIn = (root: Document | Element): void => {
    for (const each of unclobbered(root).querySelectorAll(marked)) upgrade(each);
  };

  upgradeIn(document);
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') upgrade(target as Element);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        upgrade(node);
        upgradeIn(node);
      }
    }
  });
  observer.observe(document, withoutPrototype({ childList: true, subtree: true, attributeFilter: [mark] }));
}

function createButton({ tokenEndpoint, widgetSrc, nonce, debug }: EmbedSettings, text: string): AraucariaConnectButton {
  const button = unclobberedDocument().createElement(tag);
  button.setAttribute(mark, '');
  button.tokenEndpoint = tokenEndpoint;
  if (widgetSrc) button.widgetSrc = widgetSrc;
  if (nonce) button.nonce = nonce;
  button.debug = debug;
  button.textContent = text;
  return button;
}

/** A themed page places its blocks, not the text between them: what was a block stays one. */
function inBlock(button: AraucariaConnectButton): HTMLElement {
  const block = unclobberedDocument().createElement('div');
  block.append(button);
  return block;
}

/** Focuses a new button once it has rendered, unless the page has moved the focus by then. */
async function giveFocus(button: AraucariaConnectButton): Promise<void> {
  await button.updateComplete;
  const { activeElement, body } = unclobberedDocument();
  if (!activeElement || activeElement === body) button.focus(withoutPrototype({ preventScroll: true }));
}
