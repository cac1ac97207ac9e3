// @ts-check
// What can be chosen, and the address that has it.

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {{ initial: string | boolean, values?: readonly string[], pattern?: RegExp }} Field */

const id = /^[\w-]{1,64}$/;

/** Each choice: its first value, and its values or their pattern. A choice that is true or false has neither. */
export const fields = /** @satisfies {Record<keyof Choices, Field>} */ /** @type {const} */ ({
  page: { initial: 'html', pattern: id },
  server: { initial: 'express', pattern: id },
  code: { initial: 'js', values: ['js', 'ts'] },
  api: { initial: 'sandbox', values: ['sandbox', 'araucaria'] },
  script: { initial: 'cdn', values: ['cdn', 'self'] },
  endpoint: { initial: '/api/widget-token', pattern: /^(?:\/(?!\/)|https?:\/\/[\w.-]+(?::\d+)?\/)[\w./~%?=-]{0,200}$/ },
  trustedTypes: { initial: false },
  lang: { initial: '', values: ['', 'en', 'es', 'pt'] },
  color: { initial: '', pattern: /^#[\da-f]{6}$/ },
  radius: { initial: '', values: ['', '0', '4px', '8px', '12px', '999px'] },
  scheme: { initial: '', values: ['', 'light', 'dark'] },
  preload: { initial: 'intent', values: ['intent', 'none', 'visible', 'eager'] },
  institution: { initial: '', pattern: id },
  connectionId: { initial: '', pattern: id },
  name: { initial: '', pattern: id },
  required: { initial: false },
  autosubmit: { initial: false },
  credentials: { initial: 'same-origin', values: ['same-origin', 'include', 'omit'] },
  debug: { initial: false },
});

const names = /** @type {(keyof Choices)[]} */ (Object.keys(fields));

/** `connectionId` is `connection-id` in the address, as in markup. @param {string} name */
export const inAddress = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The choices in an address. A value that is none of the choice's is left out.
 * @param {URLSearchParams} query
 * @returns {Choices}
 */
export function readChoices(query) {
  const entries = names.map((name) => [name, valueOf(fields[name], query.get(inAddress(name)))]);
  return Object.fromEntries(entries);
}

/**
 * Whether a choice may have a value.
 * @param {keyof Choices} name
 * @param {string} value
 */
export function isValue(name, value) {
  /** @type {Field} */
  const { initial, values, pattern } = fields[name];
  return value === initial || values?.includes(value) || pattern?.test(value) || false;
}

/**
 * @param {Field} field
 * @param {string | null} given
 */
function valueOf({ initial, values, pattern }, given) {
  if (typeof initial === 'boolean') return given === 'yes';
  if (given === null) return initial;
  return values?.includes(given) || pattern?.test(given) ? given : initial;
}

/**
 * The address of choices: what differs from the first values.
 * @param {Choices} choices
 */
export function writeChoices(choices) {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = choices[name];
    if (value !== fields[name].initial) query.set(inAddress(name), value === true ? 'yes' : String(value));
  }
  return query;
}
