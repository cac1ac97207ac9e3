/**
 * Whether there is no page. Lit's own `isServer` is true on Node even with a DOM of jsdom or happy-dom, where the button
 * is to do what it can.
 */
export const isServer = typeof document === 'undefined';
