import '../define.ts';
import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { readEmbedSettings } from './embed-settings.ts';
import { upgradeMarkup } from './upgrade-markup.ts';

/** Without a version, unlike the page's registry: two scripts of any version would replace each other's buttons forever. */
const key = Symbol.for('araucaria-connect/embed');

/** Without the element the page keeps what its authors wrote. */
const isDefined = (): boolean => {
  const element = globalThis.customElements?.get('araucaria-connect-button');
  return !!element && 'tokenEndpoint' in element.prototype;
};

/** Starts once a page: a further script tag changes nothing. */
function start(): void {
  const page = globalThis as { [key]?: true };
  if (page[key] || !isDefined()) return;
  const settings = readEmbedSettings();
  page[key] = true;
  // Before the document is parsed, an element may still lack its text.
  if (unclobberedDocument().readyState !== 'loading') upgradeMarkup(settings);
  else addEventListener('DOMContentLoaded', () => upgradeMarkup(settings), withoutPrototype({ once: true }));
}

try {
  start();
} catch (error) {
  console.error(`araucaria-connect-embed.js: ${error instanceof Error ? error.message : String(error)}`);
}
