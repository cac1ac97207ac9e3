// @ts-check
// The script of the demo's page: the code around the button. Plain JavaScript, served as it is.

import { record } from './log.js';
import { subscribe } from './updates.js';

/** @typedef {import('./updates.js').Connection} Connection */

const list = byId('connections');
const none = byId('none');
const template = /** @type {HTMLTemplateElement} */ (byId('connection'));
const firstButton = /** @type {HTMLElement} */ (document.querySelector('araucaria-connect-button'));

/** @type {Record<string, string>} */
const states = { CONNECTED: 'Connected', FAILED_AUTH: 'Needs you: the bank no longer accepts the password' };

/** @type {Connection[] | null} */
let connections = null;

// The list follows the webhooks, which the backend passes on: they are the proof. The browser's events are hints.
subscribe(({ event, data }) => {
  if (event === 'connections') {
    connections = data;
    render();
  } else if (event === 'webhook') record('webhook', data.type, data.connectionId);
  else location.reload();
});
void showList();

/** Shows the list when the page opens. */
async function showList() {
  const answer = await fetch('/api/connections').catch(() => null);
  if (!answer?.ok) return;
  const known = await answer.json();
  // An update that arrived meanwhile is newer.
  connections ??= known;
  render();
}

document.addEventListener('araucaria-open', ({ detail }) => {
  record('event', 'araucaria-open', detail.connectionId ?? 'a new connection');
});
document.addEventListener('araucaria-success', ({ detail }) => {
  record('event', 'araucaria-success', detail.connectionId);
  render();
});
document.addEventListener('araucaria-exit', ({ detail }) => {
  record('event', 'araucaria-exit', detail.error?.code ?? 'closed by the user');
  render();
});

function render() {
  if (connections === null) return;
  none.hidden = connections.length > 0;
  for (const connection of connections) {
    const item = document.getElementById(connection.connectionId) ?? newItem(connection.connectionId);
    const isStale = item.dataset['status'] !== connection.status;
    if (isStale && !isBusy(item)) update(item, connection);
  }
}

/**
 * The update after a repair may arrive while the widget is open: removing its button would close it.
 * @param {HTMLElement} item
 */
function isBusy(item) {
  const buttons = Array.from(item.querySelectorAll('araucaria-connect-button'));
  return buttons.some(({ phase }) => phase === 'loading' || phase === 'open');
}

/** @param {string} connectionId */
function newItem(connectionId) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  item.id = connectionId;
  list.append(item);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {Connection} connection
 */
function update(item, { connectionId, status, institutionId }) {
  const bank = nameOf(institutionId);
  const hadFocus = item.contains(document.activeElement);
  item.dataset['status'] = status;
  part(item, 'monogram').textContent = bank.slice(0, 1);
  part(item, 'name').textContent = bank;
  part(item, 'state').textContent = states[status] ?? status;
  part(item, 'actions').replaceChildren(
    ...(status === 'FAILED_AUTH'
      ? [repairButton(connectionId, `Reconnect ${bank}`)]
      : [breakButton(connectionId, bank), repairButton(connectionId, 'Repair anyway')]),
  );
  // The focused button was removed.
  if (hadFocus) part(item, 'name').focus();
}

/**
 * @param {string} connectionId
 * @param {string} label
 */
function repairButton(connectionId, label) {
  const button = document.createElement('araucaria-connect-button');
  for (const name of ['token-endpoint', 'widget-src']) button.setAttribute(name, firstButton.getAttribute(name) ?? '');
  button.setAttribute('connection-id', connectionId);
  button.textContent = label;
  return button;
}

/**
 * Simulates a changed bank password.
 * @param {string} connectionId
 * @param {string} bank
 */
function breakButton(connectionId, bank) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Break it';
  button.ariaLabel = `Break it: change the password at ${bank}`;
  button.addEventListener('click', () => void breakConnection(connectionId));
  return button;
}

/** @param {string} connectionId */
async function breakConnection(connectionId) {
  const answer = await fetch(`/api/connections/${connectionId}/break`, { method: 'POST' }).catch(() => null);
  if (!answer?.ok) record('page', 'break', `not possible: ${answer?.status ?? 'no answer'}`);
}

/**
 * The bank's name, made from its id: the API has no name.
 * @param {string | null} institutionId
 */
function nameOf(institutionId) {
  return (institutionId ?? 'your-bank').replaceAll('-', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * @param {HTMLElement} item
 * @param {string} name
 */
function part(item, name) {
  return /** @type {HTMLElement} */ (item.querySelector(`.${name}`));
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
