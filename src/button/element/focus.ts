import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobberedDocument, unclobbered } from '../../shared/dom-clobbering.ts';
import { openPopovers, showPopovers } from './popovers.ts';

/**
 * Remembers the focused element and the open popovers around the button, which the widget's `showModal()` hides. The
 * result shows them again and gives the focus back, to the button if the element has left the page.
 */
export function rememberFocus(button: HTMLElement): () => void {
  let focused = unclobberedDocument().activeElement;
  for (let inner; (inner = focused && unclobbered(focused).shadowRoot?.activeElement);) focused = inner;
  // It may be a form whose fields shadow its properties.
  const opener = focused && unclobbered(focused as HTMLElement);
  const popovers = openPopovers(button);
  return () => {
    showPopovers(popovers);
    (opener?.isConnected ? opener : button).focus(withoutPrototype({ preventScroll: true }));
  };
}
