// @ts-check
// The content security policy of the page.

import { kindOf, loadsScript } from './pages.js';
import { bundleSrc } from './script-tag.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Parts} Parts */

/** Where the widget comes from without the sandbox. */
const araucariaOrigin = 'https://api.araucaria.money';

/**
 * The header line: what the button, its widget and its framework need, and nothing more.
 * @param {Choices} choices
 * @param {Parts} parts
 */
export function policyOf(choices, parts) {
  const kind = kindOf(choices.page);
  const widget = choices.api === 'sandbox' ? new URL(parts.sandboxUrl).origin : araucariaOrigin;
  const endpoint = /^https?:\/\/[^/]+/.exec(choices.endpoint)?.[0];
  const { script = [], style = [] } = kind.needs ?? {};
  const directives = [
    ["default-src 'self'"],
    ["script-src 'self'", ...(loadsScript(kind) ? ownScript(choices, parts) : []), ...script, widget],
    ["style-src 'self'", ...style],
    ["connect-src 'self'", ...(endpoint ? [endpoint] : [])],
    [`frame-src ${widget}`],
    ["object-src 'none'"],
    ["base-uri 'none'"],
    ...(choices.trustedTypes && kind.trustedTypes
      ? [["require-trusted-types-for 'script'"], ['trusted-types lit-html araucaria-connect', ...kind.trustedTypes]]
      : []),
  ];
  return `Content-Security-Policy: ${directives.map((parts_) => parts_.join(' ')).join('; ')}`;
}

/**
 * A whole address, and not its host: on a public CDN anybody can publish.
 * @param {Choices} choices
 * @param {Parts} parts
 */
function ownScript(choices, parts) {
  if (choices.script === 'self') return [];
  if (choices.page === 'cms') return [bundleSrc('embed', choices, parts)];
  const button = bundleSrc('button', choices, parts);
  return choices.debug ? [button, bundleSrc('debug', choices, parts)] : [button];
}
