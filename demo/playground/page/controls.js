// @ts-check
// The controls of the choices.

import { fields, isValue } from '../generator/choices.js';
import { serverOf } from '../generator/generate.js';
import { kindOf, loadsScript, pages, takesAttributes } from '../generator/pages.js';
import { byId, element } from './by-id.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Parts} Parts */

const names = /** @type {(keyof Choices)[]} */ (Object.keys(fields));

/** What the control of the color shows where the button has its own. */
const defaultColor = '#14532d';

/** @param {keyof Choices} name */
const controlOf = (name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(name));

/** @param {string} name @param {boolean} isDisabled */
const setDisabled = (name, isDisabled) => {
  /** @type {HTMLInputElement} */ (byId(name)).disabled = isDisabled;
};

/** Fills the two lists that are made of data. @param {Parts} parts */
export function fillServers({ servers }) {
  fill(
    'page',
    Object.entries(pages).map(([name, { title, group }]) => ({ name, title, group })),
  );
  fill('server', servers);
}

/**
 * @param {string} id
 * @param {{ name: string, title: string, group: string }[]} entries
 */
function fill(id, entries) {
  for (const label of new Set(entries.map(({ group }) => group))) {
    const group = document.createElement('optgroup');
    group.label = label;
    for (const entry of entries.filter((each) => each.group === label)) {
      const option = element('option', entry.title);
      option.value = entry.name;
      group.append(option);
    }
    byId(id).append(group);
  }
}

/**
 * Calls `choose` with what a user changes. What is no value of a choice is marked, and not chosen.
 * @param {(changed: Partial<Choices>) => void} choose
 */
export function listen(choose) {
  for (const name of names) {
    const control = controlOf(name);
    control.addEventListener('input', () => {
      if (control instanceof HTMLInputElement && control.type === 'checkbox') choose({ [name]: control.checked });
      else if (isValue(name, control.value)) choose({ ...ownServer(name, control.value), [name]: control.value });
      else control.ariaInvalid = 'true';
    });
  }
  byId('default-color').addEventListener('click', () => choose({ color: '' }));
  byId('choices').addEventListener('submit', (event) => event.preventDefault());
}

/** A framework with a server of its own has its routes there. @param {string} name @param {string} value */
const ownServer = (name, value) => (name === 'page' && isOption('server', value) ? { server: value } : {});

/** @param {string} id @param {string} value */
const isOption = (id, value) =>
  Array.from(/** @type {HTMLSelectElement} */ (byId(id)).options).some((option) => option.value === value);

/**
 * Shows the choices, and disables those that change nothing.
 * @param {Choices} choices
 * @param {Parts} parts
 */
export function showChoices(choices, parts) {
  for (const name of names) {
    const control = controlOf(name);
    const value = choices[name];
    control.ariaInvalid = null;
    if (typeof value === 'boolean') /** @type {HTMLInputElement} */ (control).checked = value;
    else if (control.value !== value) control.value = name === 'color' ? value || defaultColor : value;
  }
  const kind = kindOf(choices.page);
  const isPlugin = choices.page === 'wordpress';
  setDisabled('script', !loadsScript(kind));
  setDisabled('server', isPlugin);
  setDisabled('code', isPlugin || !serverOf(choices.server, parts)?.ts);
  setDisabled('endpoint', isPlugin);
  setDisabled('trustedTypes', kind.trustedTypes === null);
  setDisabled('lang', !takesAttributes(kind));
  setDisabled('options', !takesAttributes(kind));
  byId('no-options').hidden = takesAttributes(kind);
}
