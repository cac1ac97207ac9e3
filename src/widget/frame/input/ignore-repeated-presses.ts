/**
 * Ignores the second click of a double click, and the repeats of a held Enter key. A user who double-clicks the host's
 * button, or holds Enter on it, started that gesture before this page existed. The rest of the gesture must not choose a
 * bank or agree to anything.
 */
export function ignoreRepeatedPresses(): void {
  let firstTarget: EventTarget | null = null;
  document.addEventListener(
    'click',
    (event) => {
      // The second click counts on the same element: to show a password and hide it again.
      if (event.detail < 2) firstTarget = event.target;
      else if (event.target !== firstTarget) cancel(event);
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => event.key === 'Enter' && event.repeat && cancel(event), {
    capture: true,
  });
}

function cancel(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
