import type { ColorScheme } from '../../shared/port-protocol.ts';

/**
 * The used color scheme of an element whose color is the system color `CanvasText`. The computed value of `color-scheme` does
 * not say it: `normal` is what the page's `<meta name="color-scheme">` supports.
 */
export function usedColorScheme(element: Element): ColorScheme {
  const [red] = /\d+/.exec(getComputedStyle(element).color) ?? [];
  return Number(red) > 127 ? 'dark' : 'light';
}
