// @ts-check
// What the button has told the page.

import { byId, element } from './by-id.js';

/**
 * Adds a line, above the others.
 * @param {string} name
 * @param {string} detail
 */
export function record(name, detail) {
  const now = new Date();
  const time = element('time', now.toLocaleTimeString([], { hour12: false }));
  time.dateTime = now.toISOString();
  const line = document.createElement('li');
  line.append(time, ' ', element('b', name), ' ', element('span', detail));
  byId('log').prepend(line);
}
