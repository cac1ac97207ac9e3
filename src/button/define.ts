import { AraucariaConnectButton } from './araucaria-connect-button.ts';
import { isServer } from './is-server.ts';
import { pageRegistry } from './page-registry.ts';

const tag = 'araucaria-connect-button';

/** Whether the class works here: not in browsers without form-associated custom elements or constructed style sheets, nor in jsdom. */
const works =
  isServer ||
  ('customElements' in globalThis &&
    'attachInternals' in HTMLElement.prototype &&
    'adoptedStyleSheets' in Document.prototype &&
    ['setFormValue', 'setValidity'].every((method) => method in (globalThis.ElementInternals?.prototype ?? {})));

const defined = works && customElements.get(tag);
if (works && !defined) {
  try {
    customElements.define(tag, AraucariaConnectButton);
  } catch {
    // The page gave the class a tag of its own, and a class takes only one.
    customElements.define(tag, class extends AraucariaConnectButton {});
  }
} else if (!defined || !('tokenEndpoint' in defined.prototype)) {
  // Another copy of this code would be welcome: the first one stays. Otherwise the page's own content stays on screen.
  const registry = pageRegistry();
  if (!registry.warned) {
    registry.warned = true;
    console.warn(
      works
        ? `<${tag}> is taken by another script.`
        : `<${tag}> needs form-associated custom elements: Chrome 111, Firefox 115, Safari 16.4.`,
    );
  }
}
