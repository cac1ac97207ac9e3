/** A used color scheme. */
export type ColorScheme = 'light' | 'dark';

/**
 * The used color scheme of an element, by a computed value of it that is the system color `CanvasText`. The computed value
 * of `color-scheme` does not tell: `normal` is what the page's `<meta name="color-scheme">` supports.
 */
export const usedColorScheme = (canvasText: string): ColorScheme =>
  Number(/\d+/.exec(canvasText)?.[0]) > 127 ? 'dark' : 'light';
