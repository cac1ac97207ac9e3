/**
 * Keeps the keyboard where a step has put it. The host's page gives this frame the focus at about the time a step takes
 * it, in two processes: where the host comes second, Chromium's frame forgets which of its elements had it. WebKit lets
 * nothing in another site's frame take the focus before the user's first key in it, so that key is where it is taken.
 * `begin` starts the keyboard where the step on screen begins.
 */
export function keepFocus(begin: () => void): void {
  let last: EventTarget | null = null;
  // Who presses beside everything has taken the focus away, and what they type then is meant for no field.
  let pressedBeside = false;

  function restore(): boolean {
    if (pressedBeside || document.activeElement !== document.body) return false;
    if (last instanceof HTMLElement && last.isConnected) last.focus();
    // It has gone, or is covered.
    if (document.activeElement === document.body) begin();
    return document.activeElement !== document.body;
  }

  document.addEventListener('pointerdown', () => (pressedBeside = true));
  document.addEventListener('focusin', ({ target }) => {
    last = target;
    pressedBeside = false;
  });
  window.addEventListener('focus', restore);
  window.addEventListener('keydown', (event) => {
    // Enter in a field that it was not pressed in would send what is there.
    if (restore() && (event.key === 'Tab' || event.key === 'Enter')) event.preventDefault();
  });
}
