/**
 * Keeps the keyboard where a step has put it. The host's page gives this frame the focus at about the time a step takes
 * it, in two processes: where the host comes second, Chromium's frame forgets which of its elements had it. WebKit lets
 * nothing in another site's frame take the focus before the user's first key in it, so that key is where it is taken.
 */
export function keepFocus(): void {
  let last: EventTarget | null = null;

  function restore(): boolean {
    if (document.activeElement !== document.body) return false;
    const kept = last instanceof HTMLElement && last.isConnected ? last : firstStop();
    kept?.focus();
    return document.activeElement === kept;
  }

  document.addEventListener('focusin', ({ target }) => (last = target));
  window.addEventListener('focus', restore);
  window.addEventListener('keydown', (event) => {
    if (restore() && event.key === 'Tab') event.preventDefault();
  });
}

/** Where a step begins. */
const firstStop = (): HTMLElement | null => document.querySelector('[role="combobox"]') ?? document.querySelector('h1');
