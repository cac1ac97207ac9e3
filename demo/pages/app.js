// @ts-check
// The script of the demo's page: the code around the button. Plain JavaScript, served as it is.

import { money, text, writeTexts } from './texts.js';
import { subscribe } from './updates.js';

/** @typedef {import('./updates.js').Connection} Connection */
/** @typedef {{ name: string, lastDigits: string, currency: string, balance: string }} Account */
/** @typedef {{ institution: { name: string, logo: string | null }, accounts: Account[] }} Bank */

const list = byId('connections');
const template = /** @type {HTMLTemplateElement} */ (byId('connection'));
const confirmDialog = /** @type {HTMLDialogElement} */ (byId('confirm'));
const firstButton = byId('connect');

/** @type {Connection[] | null} */
let connections = null;

/** What the backend has said about the bank of each connection. @type {Map<string, Bank>} */
const banks = new Map();

writeTexts();
// The list follows the webhooks, which the backend passes on: they are the proof. The browser's events are hints.
subscribe((news) => {
  if (news.event === 'connections') show(news.data);
  else if (news.event === 'reload') location.reload();
  else publish(news);
});
void showFirst();
for (const type of ['araucaria-success', 'araucaria-exit']) document.addEventListener(type, render);
document.addEventListener('quilla-language', () => {
  writeTexts();
  for (const item of Array.from(list.children)) item.removeAttribute('data-status');
  render();
});

/** Shows the list when the page opens. */
async function showFirst() {
  const known = await load('/api/connections');
  // An update that arrived meanwhile is newer.
  if (known && connections === null) show(known);
}

/** @param {Connection[]} known */
function show(known) {
  connections = known;
  render();
  publish({ event: 'connections', data: known });
  for (const { connectionId } of known) if (!banks.has(connectionId)) void loadBank(connectionId);
}

/**
 * For the developer's drawer.
 * @param {import('./updates.js').Update} detail
 */
function publish(detail) {
  document.dispatchEvent(new CustomEvent('quilla-update', { detail }));
}

/** @param {string} connectionId */
async function loadBank(connectionId) {
  const bank = await load(`/api/connections/${connectionId}/accounts`);
  if (!bank) return;
  banks.set(connectionId, bank);
  document.getElementById(connectionId)?.removeAttribute('data-status');
  render();
}

function render() {
  if (connections === null) return;
  const known = new Set(connections.map(({ connectionId }) => connectionId));
  for (const item of Array.from(list.children)) if (!known.has(item.id)) item.remove();
  for (const connection of connections) {
    const item = document.getElementById(connection.connectionId) ?? newItem(connection.connectionId);
    const isStale = item.dataset['status'] !== connection.status;
    if (isStale && !isBusy(item)) update(item, connection);
  }
  const isEmpty = connections.length === 0;
  byId('none').hidden = !isEmpty;
  byId('lead').hidden = !isEmpty;
  byId('title').textContent = text(isEmpty ? 'welcome' : 'welcomeBack');
  byId('totals').replaceChildren(...totals().map((amount) => element('li', amount)));
  // Without a text of its own, the button says what it does in the user's language.
  firstButton.textContent = isEmpty ? '' : text('another');
}

/** The sum of each currency. */
function totals() {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { connectionId } of connections ?? []) {
    for (const { currency, balance } of banks.get(connectionId)?.accounts ?? []) {
      sums.set(currency, (sums.get(currency) ?? 0) + Number(balance));
    }
  }
  return [...sums].map(([currency, sum]) => money(sum, currency));
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
  const { institution, accounts } = banks.get(connectionId) ?? { institution: null, accounts: [] };
  // Without the sandbox's accounts there is only the id.
  const bank = institution?.name ?? nameOf(institutionId);
  const isBroken = status === 'FAILED_AUTH';
  const hadFocus = part(item, 'actions').contains(document.activeElement);
  item.dataset['status'] = status;
  part(item, 'logo').replaceChildren(institution?.logo ? logo(institution.logo) : bank.slice(0, 1));
  part(item, 'name').textContent = bank;
  part(item, 'state').textContent = text(isBroken ? 'broken' : 'connected');
  part(item, 'accounts').replaceChildren(...accounts.map(accountRow));
  part(item, 'actions').replaceChildren(
    ...(isBroken ? [repairButton(connectionId, `${text('reconnect')} ${bank}`)] : []),
    disconnectButton(connectionId, bank),
  );
  // The focused button was removed.
  if (hadFocus) part(item, 'name').focus();
}

/** @param {string} url */
function logo(url) {
  const image = document.createElement('img');
  image.src = url;
  image.alt = '';
  return image;
}

/** @param {Account} account */
function accountRow({ name, lastDigits, currency, balance }) {
  const row = document.createElement('li');
  row.append(
    element('span', name),
    element('small', text('ending', lastDigits)),
    element('b', money(Number(balance), currency)),
  );
  return row;
}

/**
 * @param {string} connectionId
 * @param {string} label
 */
export function repairButton(connectionId, label) {
  const button = document.createElement('araucaria-connect-button');
  for (const name of ['token-endpoint', 'widget-src']) button.setAttribute(name, firstButton.getAttribute(name) ?? '');
  button.setAttribute('connection-id', connectionId);
  button.textContent = label;
  return button;
}

/**
 * @param {string} connectionId
 * @param {string} bank
 */
function disconnectButton(connectionId, bank) {
  const button = element('button', text('disconnect'));
  button.ariaLabel = `${text('disconnect')} ${bank}`;
  button.addEventListener('click', () => {
    byId('confirm-title').textContent = text('confirmTitle', bank);
    // Escape leaves the value as it is.
    confirmDialog.returnValue = 'keep';
    confirmDialog.showModal();
    const isDecided = () => confirmDialog.returnValue === 'disconnect' && void disconnect(connectionId);
    confirmDialog.addEventListener('close', isDecided, { once: true });
  });
  return button;
}

/** @param {string} connectionId */
async function disconnect(connectionId) {
  const answer = await fetch(`/api/connections/${connectionId}/disconnect`, { method: 'POST' }).catch(() => null);
  const item = document.getElementById(connectionId);
  if (!answer?.ok) {
    if (item) part(item, 'state').textContent = text('failed');
    return;
  }
  show((connections ?? []).filter((connection) => connection.connectionId !== connectionId));
  byId('banks-title').focus();
}

/**
 * The bank's name, made from its id.
 * @param {string | null} institutionId
 */
export function nameOf(institutionId) {
  return (institutionId ?? 'your-bank').replaceAll('-', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * The JSON of the backend; null if there is none.
 * @param {string} path
 */
async function load(path) {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} content
 */
function element(tag, content) {
  const created = document.createElement(tag);
  created.textContent = content;
  return created;
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
