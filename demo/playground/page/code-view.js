// @ts-check
// The code to copy.

import { byId, element } from './by-id.js';

/** @typedef {import('../types.ts').CodeFile} CodeFile */
/** @typedef {import('../types.ts').Generated} Generated */

/** @param {Generated} generated */
export function showCode({ page, backend, policy, commands, remarks }) {
  show('page-code', page, remarks.page);
  byId('backend').hidden = backend === null;
  const mount = backend?.mount.length ? [{ path: 'Mount the endpoints', text: backend.mount.join('\n') + '\n' }] : [];
  show('backend-code', [...(backend?.files ?? []), ...mount], remarks.backend);
  show('policy-code', [{ path: 'Header', text: `${policy}\n` }], remarks.policy);
  show('commands-code', [{ path: 'Terminal', text: commands }], remarks.commands);
}

/**
 * Shows files, and leaves those that have not changed: what a user has scrolled or selected stays.
 * @param {string} id
 * @param {CodeFile[]} files
 * @param {string[]} remarks
 */
function show(id, files, remarks) {
  const place = byId(id);
  const shown = new Map(Array.from(place.querySelectorAll('article'), (view) => [view.dataset['path'], view]));
  const views = files.map((file) => {
    const view = shown.get(file.path) ?? viewOf(file.path);
    const code = /** @type {HTMLElement} */ (view.querySelector('code'));
    if (code.textContent !== file.text) code.textContent = file.text;
    return view;
  });
  place.replaceChildren(...(remarks.length > 0 ? [element('p', remarks.join(' '))] : []), ...views);
}

/** @param {string} path */
function viewOf(path) {
  const view = document.createElement('article');
  view.dataset['path'] = path;
  const copy = element('button', 'Copy');
  copy.type = 'button';
  copy.ariaLabel = `Copy ${path}`;
  const code = document.createElement('code');
  const block = document.createElement('pre');
  block.tabIndex = 0;
  block.role = 'group';
  block.ariaLabel = path;
  block.translate = false;
  block.append(code);
  const head = document.createElement('header');
  head.append(element('h3', path), copy);
  view.append(head, block);
  copy.addEventListener('click', () => void copyCode(copy, path, code));
  return view;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} path
 * @param {HTMLElement} code
 */
async function copyCode(button, path, code) {
  const isCopied = await navigator.clipboard.writeText(code.textContent ?? '').then(
    () => true,
    () => false,
  );
  // A browser may refuse: then the user copies what is selected.
  if (!isCopied) getSelection()?.selectAllChildren(code);
  button.textContent = isCopied ? 'Copied' : 'Selected';
  byId('copied').textContent = isCopied ? `${path} is copied.` : `${path} is selected: copy it by keyboard.`;
  button.addEventListener('blur', () => (button.textContent = 'Copy'), { once: true });
}
