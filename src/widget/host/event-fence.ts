/** Hears an event that the page may not. */
type Hearer = (event: Event) => void;

/**
 * Keeps from the page each event that happens in `host`, and that something of the page lost the focus or the pointer
 * to it: a popover that closes "when the focus leaves it" would take the button away that opened the widget. `click`
 * and `pointerdown` hear what happens in `host`; `keydown` each key of the page, before the page. Returns what takes the fence down.
 *
 * On `window` and in the capture phase, ahead of all but what listens there already. Without an options object, whose
 * members anybody could have given to `Object.prototype`, and `signal` in Zone.js 0.14 removes others' listeners.
 */
export function fenceEvents(
  host: Element,
  { keydown, click, pointerdown }: { keydown: Hearer; click: Hearer; pointerdown: Hearer },
): () => void {
  const hide = (event: Event): void => {
    const { type, target, relatedTarget } = event as FocusEvent;
    if (type === 'keydown') keydown(event);
    const fenced =
      target === host ||
      // What comes back to the page is the page's to know.
      (relatedTarget === host && !/in$|focus$|over|enter/.test(type)) ||
      // In Firefox the document loses and gets the focus too, which is outside of each popover.
      (target === document && /^(?:focus|blur)$/.test(type));
    if (!fenced) return;
    event.stopImmediatePropagation();
    if (type === 'click') click(event);
    if (type === 'pointerdown') pointerdown(event);
  };
  // All that an element may have a handler for, and the two that have none.
  const handlers = Object.keys(HTMLElement.prototype).filter((name) => name.startsWith('on'));
  const names = ['focusin', 'focusout', ...handlers.map((name) => name.slice(2))];
  for (const name of names) addEventListener(name, hide, true);
  return () => {
    for (const name of names) removeEventListener(name, hide, true);
  };
}
