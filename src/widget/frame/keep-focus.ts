/**
 * Keeps the keyboard where a step has put it. The host's page gives this frame the focus at about the time a step takes
 * it, in two processes: where the host comes second, Chromium's frame forgets which of its elements had it, and WebKit's
 * has not let a step take it before.
 */
export function keepFocus(): void {
  let last: EventTarget | null = null;
  document.addEventListener('focusin', ({ target }) => (last = target));
  window.addEventListener('focus', () => {
    if (document.activeElement !== document.body) return;
    const kept = last instanceof HTMLElement && last.isConnected ? last : document.querySelector('h1');
    kept?.focus();
  });
}
