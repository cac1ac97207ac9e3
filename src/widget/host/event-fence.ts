type Listener = (event: Event) => void;

/**
 * Hides from the page's listeners all events in `host`, and the events by which an element of the page loses the focus or
 * the pointer to it: a popover that closes on `focusout` would remove the button that opened the widget. `listeners` receive
 * the events in `host` by their type, `keydown` each key in the page. Returns a function that ends this.
 *
 * The listener is on `window` in the capture phase, before all but those that are there already. It has no options
 * object: `Object.prototype` could have members that count as options, and in Zone.js 0.14 a `signal` removes other
 * listeners too.
 */
export function fenceEvents(
  host: Element,
  keydown: Listener,
  listeners: Partial<Record<string, Listener>>,
): () => void {
  const hide = (event: Event): void => {
    const { type, target, relatedTarget } = event as FocusEvent;
    if (type === 'keydown') keydown(event);
    const fenced =
      target === host ||
      // The page may see that the focus or the pointer comes back to it.
      (relatedTarget === host && !/in$|focus$|over|enter/.test(type)) ||
      // Firefox also dispatches these on the document, which is outside of every popover.
      (target === document && /^(?:focus|blur)$/.test(type));
    if (!fenced) return;
    event.stopImmediatePropagation();
    listeners[type]?.(event);
  };
  // Every event with a handler property on elements, and the two without one.
  const handlers = Object.keys(HTMLElement.prototype).filter((name) => name.startsWith('on'));
  const names = ['focusin', 'focusout', ...handlers.map((name) => name.slice(2))];
  for (const name of names) addEventListener(name, hide, true);
  return () => {
    for (const name of names) removeEventListener(name, hide, true);
  };
}
