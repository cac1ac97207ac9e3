import { AraucariaConnectButton } from './araucaria-connect-button.ts';
import { isSupported, oldestBrowsers } from './is-supported.ts';
import { pageRegistry } from './widget-script/page-registry.ts';

const tag = 'araucaria-connect-button';

// Tests define the tag themselves where it is not supported.
const defined = globalThis.customElements?.get(tag);
if (isSupported && !defined) {
  try {
    customElements.define(tag, AraucariaConnectButton);
  } catch {
    // The page has defined the class under a tag of its own, and a class can have only one.
    customElements.define(tag, class extends AraucariaConnectButton {});
  }
} else if (!defined || !('tokenEndpoint' in defined.prototype)) {
  // If another copy of this code has defined the tag, there is nothing to warn about.
  const registry = pageRegistry();
  if (!registry.warned) {
    registry.warned = true;
    console.warn(
      isSupported
        ? `<${tag}> is taken by another script.`
        : `<${tag}> needs form-associated custom elements: ${oldestBrowsers}.`,
    );
  }
}
