// @ts-check
// Shows what happens, as it happens: events of the button, and webhooks that the backend got.

const log = /** @type {HTMLElement} */ (document.getElementById('log'));

/**
 * @param {'event' | 'webhook' | 'page'} kind
 * @param {string} name
 * @param {string} what
 */
export function record(kind, name, what) {
  const now = new Date();
  const time = document.createElement('time');
  time.dateTime = now.toISOString();
  time.textContent = now.toLocaleTimeString([], { hour12: false });
  const line = document.createElement('li');
  line.className = kind;
  line.append(time, ' ', cell(kind), ' ', cell(name), ' ', cell(what));
  log.prepend(line);
}

/** @param {string} text */
function cell(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}
