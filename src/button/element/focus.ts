import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { unclobberedDocument, unclobbered } from '../../shared/dom-clobbering.ts';
import { openPopovers, showPopovers } from './popovers.ts';

/**
 * Remembers the focused element and the open popovers around the button, which the widget's `showModal()` hides. The
 * result shows them again and gives the focus back, to the button if the element has left the page. With `onlyIfLost`, it
 * leaves the focus where the page has moved it since.
 */
export function rememberFocus(button: HTMLElement): (onlyIfLost: boolean) => void {
  let focused = unclobberedDocument().activeElement;
  for (let inner; (inner = focused && unclobbered(focused).shadowRoot?.activeElement);) focused = inner;
  // It may be a form whose fields shadow its properties.
  const opener = focused && unclobbered(focused as HTMLElement);
  const popovers = openPopovers(button);
  return (onlyIfLost) => {
    showPopovers(popovers);
    const { activeElement, body } = unclobberedDocument();
    if (onlyIfLost && activeElement && activeElement !== body) return;
    (opener?.isConnected ? opener : button).focus(withoutPrototype({ preventScroll: true }));
  };
}
