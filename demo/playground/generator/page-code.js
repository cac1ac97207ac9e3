// @ts-check
// The files of the page.

import { widgetSrcOf, withAttributes } from './attributes.js';
import { styleSheet } from './look.js';
import { kindOf } from './pages.js';
import { bundleSrc, scriptTagPage } from './script-tag.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').CodeFile} CodeFile */
/** @typedef {import('../types.ts').PageKind} PageKind */
/** @typedef {import('../types.ts').Parts} Parts */

/**
 * The files of the page, the one with the button first.
 * @param {Choices} choices
 * @param {Parts} parts
 * @returns {CodeFile[]}
 */
export function pageCode(choices, parts) {
  const kind = kindOf(choices.page);
  const styles = styleSheet(choices);
  const copied = Object.entries(kind.also ?? {}).map(([source, path]) => ({ path, text: sourceOf(source, parts) }));
  const files = [...filesOf(kind, choices, parts, styles), ...copied];
  return styles ? [...files, { path: stylesPath(kind), text: styles }] : files;
}

/**
 * @param {PageKind} kind
 * @param {Choices} choices
 * @param {Parts} parts
 * @param {string} styles
 * @returns {CodeFile[]}
 */
function filesOf(kind, choices, parts, styles) {
  if (choices.page === 'wordpress') return [{ path: kind.path, text: shortcode }];
  const code = withAttributes(sourceOf(kind.source, parts), choices, parts, kind);
  if (choices.page === 'cms') return [{ path: kind.path, text: embedTag(code, choices, parts) }];
  if (kind.group === 'Framework') return [{ path: kind.path, text: component(code, kind, styles) }];
  const { html, script } = scriptTagPage(code, choices, parts, styles);
  return [{ path: kind.path, text: html }, ...(script ? [{ path: 'connect-bank.js', text: script }] : [])];
}

const shortcode = '[araucaria_connect fallback="/send-a-statement"]Connect your bank[/araucaria_connect]\n';

/**
 * @param {string} source
 * @param {Parts} parts
 */
function sourceOf(source, { sources }) {
  const text = sources[source];
  if (text === undefined) throw new Error(`Expected the file demo/${source} among the parts.`);
  return text;
}

/** @param {PageKind} kind */
function stylesPath({ group, path, styles }) {
  if (styles) return styles.path;
  if (group === 'Content management system') return 'the style sheet of the theme';
  return path.replace(/[^/]+$/, 'connect-bank.css');
}

/**
 * The administrator's script tag.
 * @param {string} code
 * @param {Choices} choices
 * @param {Parts} parts
 */
function embedTag(code, choices, parts) {
  const lines = [
    `src="${bundleSrc('embed', choices, parts)}"`,
    ...(choices.script === 'cdn' ? [`integrity="${parts.integrity.embed}"`, 'crossorigin="anonymous"'] : []),
    `data-token-endpoint="${choices.endpoint}"`,
    ...(choices.api === 'sandbox' ? [`data-widget-src="${widgetSrcOf(parts.sandboxUrl)}"`] : []),
  ];
  return code.replace(/src="[^"]*"\s+data-token-endpoint="[^"]*"/, () => lines.join('\n  '));
}

/**
 * A component, with what it imports, and without what only the tests need of it.
 * @param {string} code
 * @param {PageKind} kind
 * @param {string} styles
 */
function component(code, kind, styles) {
  const imports = [...(kind.imports ?? []), ...(styles && !kind.styles ? ["import './connect-bank.css';"] : [])];
  return withImports(withoutTestParts(code), imports);
}

/** The tests read and write the value by an input of their own. @param {string} code */
const withoutTestParts = (code) =>
  code
    .replace(' aria-label="A form"', '')
    .replace(/\n *<label>[\s\S]*?<\/label>/, '')
    // Astro's script. What is left of it says how to hear of a success.
    .replace(/^.*\bshown\b.*\n/gm, (line) =>
      line.includes('button.addEventListener')
        ? "  button.addEventListener('araucaria-success', ({ detail }) => console.log('Connected:', detail.connectionId));\n"
        : '',
    );

/**
 * Puts imports before those of the code: below `'use client'`, or inside the script of a single-file component.
 * @param {string} code
 * @param {string[]} imports
 */
function withImports(code, imports) {
  if (imports.length === 0) return code;
  const [start = ''] = /^(?:'use client';\n\n|<script[^>]*>\n|---\n)?/.exec(code) ?? [];
  const rest = code.slice(start.length);
  const [, indent = ''] = /^( *)/.exec(rest) ?? [];
  const lines = imports.map((line) => `${indent}${line}\n`).join('');
  return `${start}${lines}${rest.trimStart().startsWith('import') ? '' : '\n'}${rest}`;
}
