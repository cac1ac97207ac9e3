import { isServer } from './is-server.ts';

/** False in browsers without form-associated custom elements or constructed style sheets, and in jsdom. */
export const isSupported =
  isServer ||
  ('customElements' in globalThis &&
    'attachInternals' in HTMLElement.prototype &&
    'adoptedStyleSheets' in Document.prototype &&
    ['setFormValue', 'setValidity'].every((method) => method in (globalThis.ElementInternals?.prototype ?? {})));

/** The oldest browsers that the tag is defined in. */
export const oldestBrowsers = 'Chrome 111, Firefox 115, Safari 16.4';
