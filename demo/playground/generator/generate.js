// @ts-check
// All that is to be copied, from what was chosen. Nothing here knows a document: the page and the tests share it.

import { pageCode } from './page-code.js';
import { kindOf, loadsScript, takesAttributes } from './pages.js';
import { policyOf } from './policy.js';

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
  return {
    page: pageCode(choices, parts),
    backend: server && ((choices.code === 'ts' && server.ts) || server.js),
    policy: policyOf(choices, parts),
    commands: commandsOf(choices, kind, server),
    remarks: {
      page: pageRemarks(choices, kind),
      backend: backendRemarks(choices, server),
      policy: policyRemarks(choices, kind),
    },
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
  const file = choices.page === 'cms' ? 'araucaria-connect-embed.js' : 'araucaria-connect-button.js';
  const webhook = `http://localhost:3000${server?.webhook}`;
  return [
    ...(packages.size > 0 ? [`npm install ${[...packages].join(' ')}`] : []),
    ...(loadsScript(kind) && choices.script === 'self'
      ? [`cp node_modules/araucaria-connect/dist/${file} public/`]
      : []),
    ...(server
      ? [
          `npx araucaria-connect init ${server.name}`,
          'cp .env.example .env',
          `echo 'ARAUCARIA_WEBHOOK_URL=${webhook}' >> .env`,
          'npx -p araucaria-connect araucaria-sandbox --settings .env',
        ]
      : ['npx -p araucaria-connect araucaria-sandbox']),
    '',
  ].join('\n');
}

/**
 * @param {Choices} choices
 * @param {PageKind} kind
 */
function pageRemarks(choices, kind) {
  return [
    ...(choices.page === 'wordpress'
      ? [
          'The plugin has the token endpoint: put the API key into wp-config.php, and the address of the sandbox into its settings.',
        ]
      : []),
    ...(takesAttributes(kind) ? [] : ['The language is that of the page. Authors choose no attribute of the button.']),
    ...(kind.styles && (choices.color || choices.radius || choices.scheme) ? [kind.styles.remark] : []),
    ...(loadsScript(kind) && choices.script === 'cdn'
      ? ['The hash fits this version only: change both together.']
      : []),
    ...(choices.page === 'html' ? ['Your server serves the files by their paths.'] : []),
  ];
}

/**
 * @param {Choices} choices
 * @param {Server | null} server
 */
function backendRemarks(choices, server) {
  if (!server) return [];
  return [
    ...(server.ts ? [] : server.packages.length > 0 ? [`It needs ${server.packages.join(', ')}.`] : []),
    ...(choices.endpoint.startsWith('http')
      ? [
          'The endpoint is on another origin: name the origin of the page in allowedOrigins, and choose the credentials “include” for cookies.',
        ]
      : []),
  ];
}

/**
 * @param {Choices} choices
 * @param {PageKind} kind
 */
function policyRemarks(choices, kind) {
  return [
    ...(choices.page === 'wordpress'
      ? ['Themes and other plugins need more. These are the sources that the button needs.']
      : []),
    ...(kind.needs?.script?.includes("'nonce-NONCE'")
      ? [
          `${kind.title} writes scripts and styles into the page. NONCE is a new random text in each answer, which they all have to carry.`,
        ]
      : []),
    ...(choices.trustedTypes && !kind.trustedTypes
      ? [`Without Trusted Types: ${kind.title} does not work under them.`]
      : []),
  ];
}
