import type { ColorScheme } from '../../../shared/color-scheme.ts';

/**
 * Sets the color scheme of the page in the frame. Its style sheets have no `prefers-color-scheme`: the host's page decides,
 * which may be light on a system that is dark.
 */
export function setColorScheme(colorScheme: ColorScheme): void {
  document.documentElement.dataset['colorScheme'] = colorScheme;
}

/** Sets the system's color scheme, for a page that no host has opened. */
export function followSystem(): void {
  setColorScheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
