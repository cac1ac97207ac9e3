// @ts-check
// All that is to be copied, from what was chosen. Nothing here knows a document: the page and the tests share it.

import { pageCode } from './page-code.js';
import { kindOf, loadsScript } from './pages.js';
import { policyOf } from './policy.js';
import { remarksOf } from './remarks.js';
import { fileOf } from './script-tag.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Generated} Generated */
/** @typedef {import('../types.ts').PageKind} PageKind */
/** @typedef {import('../types.ts').Parts} Parts */
/** @typedef {import('../types.ts').Server} Server */

/**
 * @param {Choices} choices
 * @param {Parts} parts
 * @returns {Generated}
 */
export function generate(choices, parts) {
  const kind = kindOf(choices.page);
  const server = choices.page === 'wordpress' ? null : serverOf(choices.server, parts);
  const backend = server && ((choices.code === 'ts' && server.ts) || server.js);
  return {
    page: pageCode(choices, parts),
    backend,
    policy: policyOf(choices, parts),
    commands: commandsOf(choices, kind, server),
    remarks: remarksOf(choices, kind, server, backend),
  };
}

/**
 * The server of a name; an unknown one means the first.
 * @param {string} name
 * @param {Parts} parts
 */
export const serverOf = (name, { servers }) => servers.find((each) => each.name === name) ?? servers[0] ?? null;

/**
 * @param {Choices} choices
 * @param {PageKind} kind
 * @param {Server | null} server
 */
function commandsOf(choices, kind, server) {
  const packages = new Set([
    ...(kind.packages ?? []),
    ...(server?.ts ? ['araucaria-connect', ...server.packages] : []),
  ]);
  if (loadsScript(kind) && choices.script === 'self') packages.add('araucaria-connect');
  /** @type {('button' | 'debug' | 'embed')[]} */
  const bundles =
    choices.page === 'cms' ? ['embed'] : ['button', ...(choices.debug ? /** @type {const} */ (['debug']) : [])];
  const files = bundles.map((bundle) => `node_modules/araucaria-connect/dist/${fileOf(bundle)}`);
  return [
    ...(packages.size > 0 ? [`npm install ${[...packages].join(' ')}`] : []),
    ...(loadsScript(kind) && choices.script === 'self' ? [`cp ${files.join(' ')} public/`] : []),
    ...(server
      ? [
          `npx araucaria-connect init ${server.name}`,
          ...(server.environmentFile ? [`cp .env.example ${server.environmentFile}`] : []),
          `npx -p araucaria-connect araucaria-sandbox --settings ${server.environmentFile ?? '.env.example'}`,
        ]
      : ['npx -p araucaria-connect araucaria-sandbox']),
    '',
  ].join('\n');
}
