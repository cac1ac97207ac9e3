// @ts-check
// Pages without a build, which load the button by a script tag.

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').CodeFile} CodeFile */
/** @typedef {import('../types.ts').Parts} Parts */

/** @typedef {'button' | 'debug' | 'embed'} Bundle */

/** The file of a bundle in `dist/`. @param {Bundle} bundle */
export const fileOf = (bundle) => `araucaria-connect-${bundle}.js`;

/**
 * The address of a bundle: on a CDN that of one version, so that the hash fits.
 * @param {Bundle} bundle
 * @param {Choices} choices
 * @param {Parts} parts
 */
export const bundleSrc = (bundle, { script }, { version }) =>
  (script === 'cdn' ? `https://unpkg.com/araucaria-connect@${version}/dist/` : '/') + fileOf(bundle);

/**
 * A page whose tested form is `code`. Under a strict policy there is no inline code: scripts and styles are files.
 * @param {string} code
 * @param {Choices} choices
 * @param {Parts} parts
 * @param {string} styles the style sheet, or empty
 * @returns {{ html: string, script: string }} `script`: what is inline in the tested page, or empty
 */
export function scriptTagPage(code, choices, parts, styles) {
  const [inline = '', body = ''] = /\n\s*<script>\n([\s\S]*?)\s*<\/script>/.exec(code) ?? [];
  const head = [
    ...(styles ? ['<link rel="stylesheet" href="/connect-bank.css" />'] : []),
    ...(inline ? ['<script defer src="/connect-bank.js"></script>'] : []),
  ];
  const html = code
    .replace(inline, '')
    .replace(/<title>[^<]*/, '<title>Connect your bank')
    .replace(/\n *(?:<link rel="icon"[^>]*>|<!--.*-->)/g, '')
    .replace(/<script async src="[^"]*"><\/script>/, () => tagOf(choices, parts))
    .replace('\n  </head>', () => head.map((line) => `\n    ${line}`).join('') + '\n  </head>');
  return { html: choices.page === 'htmx' ? inHtmx(html, choices) : inForm(html, choices), script: dedent(body) };
}

/**
 * @param {Choices} choices
 * @param {Parts} parts
 */
function tagOf(choices, parts) {
  const src = bundleSrc('button', choices, parts);
  if (choices.script === 'self') return `<script async src="${src}"></script>`;
  return `<script
      async
      src="${src}"
      integrity="${parts.integrity.button}"
      crossorigin="anonymous"
    ></script>`;
}

/**
 * htmx sends the form on success by its own trigger, or where the element submits it, as any form.
 * @param {string} html
 * @param {Choices} choices
 */
const inHtmx = (html, { autosubmit }) => (autosubmit ? html.replace(' hx-trigger="araucaria-success"', '') : html);

/**
 * A name, `required` and `autosubmit` mean something in a form only.
 * @param {string} html
 * @param {Choices} choices
 */
function inForm(html, { name, required, autosubmit }) {
  const hasForm = html.includes('<form ');
  if (!hasForm && !name && !required && !autosubmit) return html;
  const [tag = ''] = /\n *<araucaria-connect-button[\s\S]*?<\/araucaria-connect-button>/.exec(html) ?? [];
  const [, indent = ''] = /^\n( *)/.exec(tag) ?? [];
  const submit = `\n${indent}${hasForm ? '' : '  '}<button>Continue</button>`;
  const rest = autosubmit ? '' : submit;
  if (hasForm) return html.replace(tag, () => tag + rest);
  const inner = tag
    .replace('<araucaria-connect-button', `<araucaria-connect-button\n${indent}  name="${name || 'connection'}"`)
    .replaceAll('\n', '\n  ');
  return html.replace(tag, () => `\n${indent}<form action="/banks" method="post">${inner}${rest}\n${indent}</form>`);
}

/** @param {string} code */
const dedent = (code) => (code ? `${code.replaceAll(/^ +(?=add)/gm, '').trimEnd()}\n` : '');
