import type { ReactiveElement } from 'lit';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';

/** Elements that show nothing, with their content; those with a `slot` are no part of the label. */
const invisible = 'br,noscript,script,style,template,[hidden],[slot]';

/** Elements that show something without a text. */
const visible = 'img,svg,canvas,video,object,[aria-label],[role=img]';

/** Whether nodes show anything: not so are blanks, `<br>`, comments, and elements around those alone, as formatters add them. */
export function hasVisibleContent(nodes: Iterable<Node>): boolean {
  return [...nodes].some((node) => {
    // Format characters, such as a soft hyphen, have no width.
    if (node instanceof Text) return /[^\s\p{Cf}]/u.test(node.data);
    if (!(node instanceof Element) || node.matches(invisible)) return false;
    if (node.matches(visible) || node.localName.includes('-')) return true;
    return hasVisibleContent(node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : node.childNodes);
  });
}

/** The elements that render again when their content changes. They share one observer. */
const followers = new WeakSet<Node>();
let observer: MutationObserver | undefined;

const update = ({ currentTarget }: Event): void => (currentTarget as ReactiveElement).requestUpdate();

/** Renders an element again whenever the nodes in it change. A further call for the same element changes nothing. */
export function followContent(element: ReactiveElement): void {
  observer ??= new MutationObserver((records) => {
    for (const { target } of records) {
      let node: Node | null = target;
      while (node && !followers.has(node)) node = node.parentNode;
      (node as ReactiveElement | null)?.requestUpdate();
    }
  });
  followers.add(element);
  // A slot in it is one of a component around it.
  element.addEventListener('slotchange', update);
  observer.observe(
    element,
    withoutPrototype({ childList: true, characterData: true, attributes: true, subtree: true }),
  );
}
