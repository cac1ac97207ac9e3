import { bare } from '../shared/bare.ts';
import { cleanDocument, unshadowed } from '../shared/unshadowed.ts';

/** The element that has the keyboard, looked for through open shadow roots. */
export function focusedElement(): HTMLElement | null {
  let focused = cleanDocument().activeElement;
  for (let inner; (inner = focused && unshadowed(focused).shadowRoot?.activeElement);) focused = inner;
  return focused as HTMLElement | null;
}

/** Gives the keyboard back to what had it, or to `instead` if that has left the page. */
export function restoreFocus(opener: HTMLElement | null, instead: HTMLElement): void {
  // A form can be the opener, and its fields shadow its properties.
  const back = opener && unshadowed(opener);
  (back?.isConnected ? back : instead).focus(bare({ preventScroll: true }));
}
