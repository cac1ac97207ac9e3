// @ts-check
// The look of the button, as a style sheet.

/** @typedef {import('../types.ts').Choices} Choices */

/**
 * The declarations of the chosen look.
 * @param {Choices} choices
 * @returns {[property: string, value: string][]}
 */
export function lookOf({ color, radius, scheme }) {
  /** @type {[string, string][]} */
  const all = [
    ['--araucaria-connect-button-color', color],
    ['--araucaria-connect-button-radius', radius],
    ['color-scheme', scheme],
  ];
  return all.filter(([, value]) => value !== '');
}

/**
 * The style sheet; empty where everything is as the page has it.
 * @param {Choices} choices
 */
export function styleSheet(choices) {
  const lines = lookOf(choices).map(([property, value]) => `  ${property}: ${value};\n`);
  return lines.length === 0 ? '' : `araucaria-connect-button {\n${lines.join('')}}\n`;
}
