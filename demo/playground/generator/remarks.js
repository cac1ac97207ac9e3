// @ts-check
// What to mind about the code, in sentences.

import { loadsScript, takesAttributes } from './pages.js';

/** @typedef {import('../types.ts').Backend} Backend */
/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Generated} Generated */
/** @typedef {import('../types.ts').PageKind} PageKind */
/** @typedef {import('../types.ts').Server} Server */

/**
 * @param {Choices} choices
 * @param {PageKind} kind
 * @param {Server | null} server
 * @param {Backend | null} backend
 * @returns {Generated['remarks']}
 */
export const remarksOf = (choices, kind, server, backend) => ({
  page: pageRemarks(choices, kind),
  backend: backendRemarks(choices, server),
  policy: policyRemarks(choices, kind),
  commands: [
    `Then start your server${backend ? `, in another terminal: ${backend.start.join(' and ')}` : '.'}`,
    ...(choices.api === 'araucaria'
      ? ['For the real Araucaria, .env has your own key and secret, and no ARAUCARIA_API_URL.']
      : []),
  ],
});

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
    ...(choices.debug && takesAttributes(kind)
      ? ['Leave out debug in production: it explains every failure in the console.']
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
    ...(kind.policyRemark ? [kind.policyRemark] : []),
    ...(choices.trustedTypes && !kind.trustedTypes
      ? [`Without Trusted Types: ${kind.title} does not work under them.`]
      : []),
  ];
}
