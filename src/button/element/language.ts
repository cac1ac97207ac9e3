import type { ReactiveElement } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobbered } from '../../shared/dom-clobbering.ts';

/** The language of an element as HTML inherits it: the nearest `lang`, across shadow roots; empty without one. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node;) {
    const holder: Element | null = node.closest('[lang]');
    // It may be a form whose fields shadow its properties.
    if (holder) return unclobbered(holder).getAttribute('lang') ?? '';
    node = hostOf(node.getRootNode());
  }
  return '';
}

const hostOf = (root: Node): Element | null => (root instanceof ShadowRoot ? root.host : null);

/** The elements that render again when a `lang` changes. They share one observer. */
const followers = new Set<ReactiveElement>();
let observer: MutationObserver | undefined;

/** Renders an element again whenever a `lang` changes in its document, or in a shadow root around it. */
export function followLanguage(element: ReactiveElement): void {
  observer ??= new MutationObserver(() => {
    for (const follower of followers) follower.requestUpdate();
  });
  followers.add(element);
  // A document's observation does not reach into shadow roots. Observing a root again changes nothing.
  for (let node: Element | null = element; node;) {
    const root = node.getRootNode();
    observer.observe(root, withoutPrototype({ subtree: true, attributeFilter: ['lang'] }));
    node = hostOf(root);
  }
}

/** Ends {@link followLanguage}. */
export function unfollowLanguage(element: ReactiveElement): void {
  followers.delete(element);
  if (followers.size === 0) observer?.disconnect();
}
