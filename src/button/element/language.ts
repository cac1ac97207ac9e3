import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobbered } from '../../shared/dom-clobbering.ts';

/** The language of an element as HTML inherits it: the nearest `lang`, across shadow roots; English without one. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node;) {
    const holder: Element | null = node.closest('[lang]');
    // It may be a form whose fields shadow its properties.
    if (holder) return unclobbered(holder).getAttribute('lang') || 'en';
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

/** Observes the `lang` attributes that can change an element's language. */
export function observeLanguage(observer: MutationObserver, element: Element): void {
  // The document's observation does not reach an element in a shadow root.
  for (const node of [document, element])
    observer.observe(node, withoutPrototype({ subtree: true, attributeFilter: ['lang'] }));
}
