import type { ReactiveElement } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';

/** The language of an element as HTML inherits it: the nearest `lang`, across shadow roots; empty without one. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node;) {
    const holder: Element | null = node.closest('[lang]');
    // It may be a form whose fields shadow its properties. Without the proxy of `unclobbered`, since a page may have many buttons.
    if (holder) return Element.prototype.getAttribute.call(holder, 'lang') ?? '';
    node = hostOf(node.getRootNode());
  }
  return '';
}

const hostOf = (root: Node): Element | null => (root instanceof ShadowRoot ? root.host : null);

/** The elements that render again when a `lang` changes. They share one observer. */
const followers = new Set<ReactiveElement>();
let observer: MutationObserver | undefined;
let observed = new WeakSet<Node>();

/** Renders an element again whenever a `lang` changes in its document, or in a shadow root around it. */
export function followLanguage(element: ReactiveElement): void {
  observer ??= new MutationObserver(() => {
    for (const follower of followers) follower.requestUpdate();
  });
  followers.add(element);
  // A document's observation does not reach into shadow roots.
  for (let node: Element | null = element; node;) {
    const root = node.getRootNode();
    if (!observed.has(root)) observer.observe(root, withoutPrototype({ subtree: true, attributeFilter: ['lang'] }));
    observed.add(root);
    node = hostOf(root);
  }
}

/** Ends {@link followLanguage}. */
export function unfollowLanguage(element: ReactiveElement): void {
  followers.delete(element);
  if (followers.size > 0) return;
  observer?.disconnect();
  observed = new WeakSet();
}
