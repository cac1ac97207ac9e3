// @ts-check
// The playground: what is chosen is in the address, on the button and in the code.

import { readChoices, writeChoices } from '../generator/choices.js';
import { generate } from '../generator/generate.js';
import { byId } from './by-id.js';
import { showCode } from './code-view.js';
import { fillServers, listen, showChoices } from './controls.js';
import { showButton } from './live.js';

/** @typedef {import('../types.ts').Choices} Choices */
/** @typedef {import('../types.ts').Parts} Parts */

const parts = await loadParts();
if (parts) start(parts);

/** @param {Parts} loaded */
function start(loaded) {
  fillServers(loaded);
  const show = () => {
    const choices = readChoices(new URLSearchParams(location.search));
    showChoices(choices, loaded);
    showButton(choices, loaded, choose);
    showCode(generate(choices, loaded));
  };
  /** @param {Partial<Choices>} changed */
  function choose(changed) {
    const choices = { ...readChoices(new URLSearchParams(location.search)), ...changed };
    const query = writeChoices(choices).toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    show();
  }
  listen(choose);
  addEventListener('popstate', show);
  show();
}

/** @returns {Promise<Parts | null>} */
async function loadParts() {
  const answer = await fetch('/playground/parts.json').catch(() => null);
  if (answer?.ok) return answer.json();
  byId('failure').textContent =
    `Expected the demo’s server to answer; got ${answer?.status ?? 'no answer'}. Reload the page.`;
  return null;
}
