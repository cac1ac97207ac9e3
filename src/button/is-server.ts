/**
 * Whether there is no document. Not Lit's `isServer`: that is also true on Node with jsdom or happy-dom, where the button
 * renders as in a browser.
 */
export const isServer = typeof document === 'undefined';
