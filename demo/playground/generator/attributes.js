// @ts-check
// The attributes of the tag in the code of a page.

import { takesAttributes } from './pages.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').PageKind} PageKind */

/** @param {string} sandboxUrl */
export const widgetSrcOf = (sandboxUrl) => `${sandboxUrl}/widget/araucaria-connect.js`;

/**
 * The attributes beside the endpoint, in markup's names and in order: text, or true for one without a value.
 * @param {Choices} choices
 * @param {{ sandboxUrl: string }} parts
 * @returns {[name: string, value: string | true][]}
 */
export function attributesOf(choices, { sandboxUrl }) {
  /** @type {[string, string | boolean][]} */
  const all = [
    ['widget-src', choices.api === 'sandbox' ? widgetSrcOf(sandboxUrl) : ''],
    ['lang', choices.lang],
    ['preload', choices.preload === 'intent' ? '' : choices.preload],
    ['institution', choices.institution],
    ['connection-id', choices.connectionId],
    ['required', choices.required],
    ['autosubmit', choices.autosubmit],
    ['credentials', choices.credentials === 'same-origin' ? '' : choices.credentials],
    ['debug', choices.debug],
  ];
  return /** @type {[string, string | true][]} */ (all.filter(([, value]) => value));
}

/**
 * The code of a page with the chosen attributes on its tag, each on a line of its own as in the tested files.
 * @param {string} code
 * @param {Choices} choices
 * @param {import('../types.ts').Parts} parts
 * @param {PageKind} kind
 */
export function withAttributes(code, choices, parts, kind) {
  if (!takesAttributes(kind)) return code;
  /** @param {string} name */
  const named = (name) =>
    kind.isCamelCase ? name.replaceAll(/-(\w)/g, (_all, /** @type {string} */ letter) => letter.toUpperCase()) : name;
  const lines = [
    `${named('token-endpoint')}="${choices.endpoint}"`,
    ...attributesOf(choices, parts).map(([name, value]) =>
      value === true ? named(name) : `${named(name)}="${value}"`,
    ),
  ];
  return code
    .replace(/\s+widget-?src="[^"]*"/i, '')
    .replace(/\n +autosubmit(?=\n)/, '')
    .replace(/(\s+)token-?endpoint="[^"]*"/i, (_all, /** @type {string} */ indent) =>
      lines.map((line) => indent + line).join(''),
    )
    .replace(/(\s)name="connection"/, `$1name="${choices.name || 'connection'}"`);
}
