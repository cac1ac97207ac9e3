// @ts-check
// The page of the demo's application: what a host writes around the button. Plain JavaScript, as it is served.

/** @typedef {{ connectionId: string, status: string, institutionId: string | null }} Connection */

const list = /** @type {HTMLUListElement} */ (document.getElementById('connections'));
const template = /** @type {HTMLTemplateElement} */ (document.getElementById('connection'));
const none = /** @type {HTMLElement} */ (document.getElementById('none'));
const log = /** @type {HTMLOListElement} */ (document.getElementById('log'));
const widgetSrc = `${document.body.dataset['araucaria']}/widget/araucaria-connect.js`;

const states = /** @type {Record<string, string>} */ ({ CONNECTED: 'Connected', FAILED_AUTH: 'Needs your attention' });

for (const name of /** @type {const} */ (['araucaria-open', 'araucaria-success', 'araucaria-exit'])) {
  document.addEventListener(name, (event) => {
    const detail = /** @type {{ connectionId?: string | null, error?: { code: string } | null }} */ (event.detail);
    record('event', name, detail.error?.code ?? detail.connectionId ?? (name === 'araucaria-exit' ? 'closed' : 'new'));
  });
}

// The list follows the webhooks, and through them the truth; the browser's events are only shown.
const updates = new EventSource('/api/events');
updates.addEventListener('connections', ({ data }) => show(JSON.parse(data)));
updates.addEventListener('webhook', ({ data }) => {
  const { webhook, connectionId } = JSON.parse(data);
  record('webhook', webhook, connectionId);
});

/** @param {Connection[]} connections */
function show(connections) {
  none.hidden = connections.length > 0;
  for (const item of Array.from(list.children)) {
    if (!connections.some(({ connectionId }) => connectionId === item.id)) item.remove();
  }
  for (const connection of connections) {
    const existing = document.getElementById(connection.connectionId);
    if (!existing) list.append(update(newItem(connection), connection));
    else if (existing.dataset['status'] !== connection.status) update(existing, connection);
  }
}

/** @param {Connection} connection */
function newItem({ connectionId }) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  item.id = connectionId;
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {Connection} connection
 */
function update(item, { connectionId, status, institutionId }) {
  const name = nameOf(institutionId ?? 'Your bank');
  item.dataset['status'] = status;
  part(item, 'monogram').textContent = name.slice(0, 1);
  part(item, 'name').textContent = name;
  part(item, 'state').textContent = states[status] ?? status;
  part(item, 'actions').replaceChildren(
    ...(status === 'FAILED_AUTH'
      ? [reconnectButton(connectionId, 'Reconnect')]
      : [breakButton(connectionId, name), reconnectButton(connectionId, 'Repair anyway')]),
  );
  return item;
}

/**
 * @param {string} connectionId
 * @param {string} label
 */
function reconnectButton(connectionId, label) {
  const button = document.createElement('araucaria-connect-button');
  button.setAttribute('token-endpoint', '/api/widget-token');
  button.setAttribute('widget-src', widgetSrc);
  button.setAttribute('connection-id', connectionId);
  button.textContent = label;
  return button;
}

/**
 * @param {string} connectionId
 * @param {string} name
 */
function breakButton(connectionId, name) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Break it';
  button.setAttribute('aria-label', `Break the connection to ${name}`);
  button.addEventListener('click', () => {
    void fetch(`/api/connections/${connectionId}/break`, { method: 'POST' });
  });
  return button;
}

/**
 * @param {HTMLElement} item
 * @param {string} name
 */
function part(item, name) {
  return /** @type {HTMLElement} */ (item.querySelector(`.${name}`));
}

/** @param {string} institutionId */
function nameOf(institutionId) {
  return institutionId
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/**
 * @param {'event' | 'webhook'} kind
 * @param {string} name
 * @param {string} what
 */
function record(kind, name, what) {
  const line = document.createElement('li');
  line.className = kind;
  for (const text of [new Date().toLocaleTimeString(), kind, name, what]) {
    const cell = document.createElement('span');
    cell.textContent = text;
    line.append(cell, ' ');
  }
  log.prepend(line);
}
