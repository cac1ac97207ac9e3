/**
 * Lets each press count once. Whoever double-clicks the host's button, or holds Enter on it, has begun before this page
 * was there: what is left of that gesture must not choose a bank, nor agree to anything on the step after it.
 */
export function countPressesOnce(): void {
  let first: EventTarget | null = null;
  document.addEventListener(
    'click',
    (event) => {
      // The second click of a double click may be meant for what had the first: to show a password and hide it again.
      if (event.detail < 2) first = event.target;
      else if (event.target !== first) drop(event);
    },
    { capture: true },
  );
  document.addEventListener('keydown', (event) => event.key === 'Enter' && event.repeat && drop(event), {
    capture: true,
  });
}

function drop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
