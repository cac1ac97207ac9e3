// @ts-check
// The log of the page: events of the button, and webhooks that the backend received.

const log = /** @type {HTMLElement} */ (document.getElementById('log'));

/**
 * @param {'event' | 'webhook' | 'page'} kind
 * @param {string} name
 * @param {string} detail
 */
export function record(kind, name, detail) {
  const now = new Date();
  const time = document.createElement('time');
  time.dateTime = now.toISOString();
  time.textContent = now.toLocaleTimeString([], { hour12: false });
  const line = document.createElement('li');
  line.className = kind;
  line.append(time, ' ', cell(kind), ' ', cell(name), ' ', cell(detail));
  log.prepend(line);
}

/** @param {string} text */
function cell(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}
