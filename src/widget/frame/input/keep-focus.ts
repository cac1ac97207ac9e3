import { isTab } from './is-tab.ts';
import { unmark } from './take-focus.ts';

/**
 * Keeps the focus where a step has put it, and moves it in a circle. The host's page focuses this frame at about the time
 * when a step takes the focus, in two processes: if the host is second, Chromium's frame forgets which of its elements had
 * it. WebKit lets nothing in a cross-site frame take the focus before the user's first key in it, so that key restores it
 * too. A Tab beyond the last element reaches the host's dialog, which gives the focus back at once. `begin` focuses the
 * start of the step on screen.
 */
export function keepFocus(begin: () => void): void {
  let last: EventTarget | null = null;
  // A press beside all elements removes the focus. Keys after it are meant for no field.
  let isPressedBeside = false;
  // The direction of a Tab that has focused no element here: it leaves the frame.
  let leaving: 'forward' | 'backward' | null = null;

  function restore(): boolean {
    if (isPressedBeside || document.activeElement !== document.body) return false;
    if (last instanceof HTMLElement && last.isConnected) last.focus();
    // The element is gone or covered.
    if (document.activeElement === document.body) begin();
    return document.activeElement !== document.body;
  }

  function onKeydown(event: KeyboardEvent): void {
    const isRestored = restore();
    leaving = isTab(event) ? (event.shiftKey ? 'backward' : 'forward') : null;
    if (!isRestored) return;
    event.stopImmediatePropagation();
    // Enter that was not pressed in the field must not submit its form. Any other key is for the restored element: its
    // default action happens there, and so do the listeners.
    const copy = new KeyboardEvent(event.type, event);
    if (event.key === 'Enter' || !document.activeElement?.dispatchEvent(copy)) event.preventDefault();
  }

  document.addEventListener('pointerdown', () => {
    isPressedBeside = true;
    unmark();
  });
  document.addEventListener('focusin', ({ target }) => {
    last = target;
    isPressedBeside = false;
    leaving = null;
    unmark();
  });
  window.addEventListener('blur', unmark);
  window.addEventListener('focus', () => {
    if (leaving) focusEnd(leaving);
    else restore();
  });
  window.addEventListener('keydown', onKeydown, { capture: true });
}

/** Focuses the first element that Tab reaches, or the last one. */
function focusEnd(direction: 'forward' | 'backward'): void {
  const found = Array.from(document.querySelectorAll<HTMLElement>('a, button, input, select, [tabindex="0"]'));
  const ordered = direction === 'forward' ? found : found.toReversed();
  // Whether one can have the focus, the browser knows: it may be hidden, disabled or behind a dialog.
  for (const element of ordered.filter(({ tabIndex }) => tabIndex === 0)) {
    element.focus();
    if (document.activeElement === element) return;
  }
}
