/** A press within this time after the dialog has closed was meant for the dialog. */
const swallowMs = 400;

const presses = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click'];

/**
 * Swallows presses that begin shortly after the dialog has closed, with all of their events: the second tap of a double tap
 * would press what is behind it. Keys work. `onEnd` is called when the time is over. Like `fenceEvents`, it has no options
 * object.
 */
export function swallowPresses(onEnd: () => void): void {
  let isOver = false;
  // A swallowed press whose click is still to come, maybe after the time.
  let isPressed = false;

  function swallow(event: Event): void {
    const { type, detail } = event as UIEvent;
    // A click by a key or a script has no count.
    if (type === 'click' && !detail) return;
    if (type === 'pointerdown') {
      if (isOver) return stop();
      isPressed = true;
    }
    event.stopImmediatePropagation();
    // Listeners of a window may not cancel a touch.
    if (type[0] !== 't') event.preventDefault();
    if (type === 'click') {
      isPressed = false;
      if (isOver) stop();
    }
  }

  function stop(): void {
    for (const name of presses) removeEventListener(name, swallow, true);
  }

  for (const name of presses) addEventListener(name, swallow, true);
  setTimeout(() => {
    isOver = true;
    if (!isPressed) stop();
    onEnd();
  }, swallowMs);
}
