// @ts-check
// The developer's drawer below the page: what breaks, and what happens. An application has none of this.

import { nameOf, repairButton } from './app.js';

/** @typedef {import('./updates.js').Connection} Connection */
/** @typedef {import('./updates.js').Update} Update */

const log = byId('log');

document.addEventListener('quilla-update', (event) => {
  const update = /** @type {CustomEvent<Update>} */ (event).detail;
  if (update.event === 'connections') showBreakable(update.data);
  else if (update.event === 'webhook') record('webhook', update.data.type, update.data.connectionId);
});
document.addEventListener('araucaria-open', ({ detail }) => {
  record('event', 'araucaria-open', detail.connectionId ?? 'a new connection');
});
document.addEventListener('araucaria-success', ({ detail }) =>
  record('event', 'araucaria-success', detail.connectionId),
);
document.addEventListener('araucaria-exit', ({ detail }) => {
  record('event', 'araucaria-exit', detail.error?.code ?? 'closed by the user');
});

/** @param {Connection[]} connections */
function showBreakable(connections) {
  const list = byId('breakable');
  const items = new Map(Array.from(list.children, (item) => [item.getAttribute('data-id'), item]));
  for (const connection of connections) {
    if (connection.status !== 'CONNECTED') continue;
    if (!items.delete(connection.connectionId)) list.append(itemFor(connection));
  }
  for (const item of items.values()) item.remove();
}

/** @param {Connection} connection */
function itemFor({ connectionId, institutionId }) {
  const bank = nameOf(institutionId);
  const item = document.createElement('li');
  item.dataset['id'] = connectionId;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Break it';
  button.ariaLabel = `Break it: ${bank}`;
  button.addEventListener('click', () => void breakConnection(connectionId));
  item.append(cell(bank), button, repairButton(connectionId, 'Repair anyway'));
  return item;
}

/** @param {string} connectionId */
async function breakConnection(connectionId) {
  const answer = await fetch(`/api/connections/${connectionId}/break`, { method: 'POST' }).catch(() => null);
  if (!answer?.ok) record('page', 'break', `not possible: ${answer?.status ?? 'no answer'}`);
  // The button is about to go.
  byId('try-title').focus();
}

/**
 * @param {'event' | 'webhook' | 'page'} kind
 * @param {string} name
 * @param {string} detail
 */
function record(kind, name, detail) {
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

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
