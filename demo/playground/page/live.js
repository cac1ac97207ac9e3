// @ts-check
// The real button, with what was chosen. It talks to the demo's own backend and its sandbox, wherever the code will.

import { attributesOf, widgetSrcOf } from '../generator/attributes.js';
import { lookOf } from '../generator/look.js';
import { kindOf, takesAttributes } from '../generator/pages.js';
import { byId, element } from './by-id.js';
import { record } from './event-log.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Parts} Parts */

const stage = /** @type {HTMLFormElement} */ (byId('stage'));
const submit = element('button', 'Continue');
let button = document.createElement('araucaria-connect-button');
let connectionId = '';
/** @type {(changed: Partial<Choices>) => void} */
let choose;

stage.append(button, submit);
stage.addEventListener('submit', (event) => {
  event.preventDefault();
  const sent = new FormData(stage).get(button.name);
  record('submit', `${button.name}: ${typeof sent === 'string' && sent !== '' ? sent : 'no connection yet'}`);
});
stage.addEventListener('araucaria-open', ({ detail }) =>
  record('araucaria-open', detail.connectionId ?? 'a new connection'),
);
stage.addEventListener('araucaria-event', ({ detail }) =>
  record('araucaria-event', [detail.name, detail.institutionId].filter(Boolean).join(' ')),
);
stage.addEventListener('araucaria-success', ({ detail }) => {
  record('araucaria-success', detail.connectionId);
  connectionId = detail.connectionId;
  byId('repair').hidden = false;
});
stage.addEventListener('araucaria-exit', ({ detail }) =>
  record('araucaria-exit', detail.error?.code ?? 'closed by the user'),
);
byId('break').addEventListener('click', () => void breakConnection());

/**
 * Shows the button.
 * @param {Choices} choices
 * @param {Parts} parts
 * @param {(changed: Partial<Choices>) => void} onChoice
 */
export function showButton(choices, parts, onChoice) {
  choose = onChoice;
  // The element reads when to load the widget as it enters the page.
  if ((button.getAttribute('preload') ?? 'intent') !== choices.preload) replaceButton();
  const wanted = new Map(liveAttributes(choices, parts));
  for (const name of button.getAttributeNames())
    if (name !== 'style' && !wanted.has(name)) button.removeAttribute(name);
  for (const [name, value] of wanted) if (button.getAttribute(name) !== value) button.setAttribute(name, value);
  const look = lookOf(choices);
  button.removeAttribute('style');
  for (const [property, value] of look) button.style.setProperty(property, value);
  stage.style.colorScheme = choices.scheme;
  submit.hidden = choices.autosubmit || !(choices.name || choices.required);
}

/**
 * @param {Choices} choices
 * @param {Parts} parts
 * @returns {[string, string][]}
 */
function liveAttributes(choices, parts) {
  /** @type {[string, string][]} */
  const fixed = [['token-endpoint', '/api/widget-token']];
  const isInForm = choices.name || choices.required || choices.autosubmit;
  if (isInForm) fixed.push(['name', choices.name || 'connection']);
  if (!takesAttributes(kindOf(choices.page))) return [...fixed, ['widget-src', widgetSrcOf(parts.sandboxUrl)]];
  const chosen = attributesOf({ ...choices, api: 'sandbox' }, parts);
  return [
    ...fixed,
    ...chosen.map(([name, value]) => /** @type {[string, string]} */ ([name, value === true ? '' : value])),
  ];
}

function replaceButton() {
  const next = document.createElement('araucaria-connect-button');
  for (const { name, value } of Array.from(button.attributes)) if (name !== 'style') next.setAttribute(name, value);
  button.replaceWith(next);
  button = next;
}

/** Breaks the connection that was just made, and has the button repair it. */
async function breakConnection() {
  const answer = await fetch(`/api/connections/${connectionId}/break`, { method: 'POST' }).catch(() => null);
  if (!answer?.ok) {
    record('break', `not possible: ${answer?.status ?? 'no answer'}`);
    return;
  }
  record('break', connectionId);
  byId('repair').hidden = true;
  choose({ connectionId });
  button.focus();
}
