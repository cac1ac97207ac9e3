/**
 * Keeps the focus where a step has put it. The host's page focuses this frame at about the time when a step takes the
 * focus, in two processes: if the host is second, Chromium's frame forgets which of its elements had it. WebKit lets
 * nothing in a cross-site frame take the focus before the user's first key in it, so that key restores it too.
 * `begin` focuses the start of the step on screen.
 */
export function keepFocus(begin: () => void): void {
  let last: EventTarget | null = null;
  // A press beside all elements removes the focus. Keys after it are meant for no field.
  let isPressedBeside = false;

  function restore(): boolean {
    if (isPressedBeside || document.activeElement !== document.body) return false;
    if (last instanceof HTMLElement && last.isConnected) last.focus();
    // The element is gone or covered.
    if (document.activeElement === document.body) begin();
    return document.activeElement !== document.body;
  }

  document.addEventListener('pointerdown', () => (isPressedBeside = true));
  document.addEventListener('focusin', ({ target }) => {
    last = target;
    isPressedBeside = false;
  });
  window.addEventListener('focus', restore);
  window.addEventListener('keydown', (event) => {
    // Enter that was not pressed in the field must not submit its form.
    if (restore() && (event.key === 'Tab' || event.key === 'Enter')) event.preventDefault();
  });
}
