/**
 * Focuses the place where a step begins. In WebKit, nothing in a cross-site frame can have the focus before the user's first
 * key or press in it. Until then the element is marked, and looks as if it had the focus: see `keep-focus.ts`.
 */
export function takeFocus(element: HTMLElement | null | undefined, options?: FocusOptions): void {
  unmark();
  element?.focus(options);
  if (element && document.activeElement !== element) element.dataset['keyboard'] = '';
}

/** Removes the mark: an element has the focus, or the keyboard is elsewhere. */
export function unmark(): void {
  for (const marked of document.querySelectorAll<HTMLElement>('[data-keyboard]')) delete marked.dataset['keyboard'];
}
