import { bare } from '../shared/bare.ts';
import { cleanDocument, unshadowed } from '../shared/unshadowed.ts';
import { openPopovers, showPopovers } from './popovers.ts';

/**
 * Remembers the focused element and the open popovers around the button, which the widget's `showModal()` hides. The
 * result shows them again and gives the focus back, to the button if the element has left the page.
 */
export function rememberFocus(button: HTMLElement): () => void {
  let focused = cleanDocument().activeElement;
  for (let inner; (inner = focused && unshadowed(focused).shadowRoot?.activeElement);) focused = inner;
  // It may be a form whose fields shadow its properties.
  const opener = focused && unshadowed(focused as HTMLElement);
  const popovers = openPopovers(button);
  return () => {
    showPopovers(popovers);
    (opener?.isConnected ? opener : button).focus(bare({ preventScroll: true }));
  };
}
