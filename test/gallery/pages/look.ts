/** How a page of the gallery looks, as its address says. What is not given is left to the browser. */
const parameters = new URLSearchParams(location.search);

export const stateName = parameters.get('state') ?? '';
export const language = parameters.get('lang') ?? 'en';
/** The widget's theme, as a host's page gives it. */
export const theme = { accent: parameters.get('accent') ?? '', radius: parameters.get('radius') ?? '' };

const scheme = parameters.get('theme');
const { style } = document.documentElement;

/**
 * Gives this document the color scheme and the text size of its address. A browser sets both for all pages at once; a
 * gallery shows several side by side.
 */
export function applyLook(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = parameters.get('dir') ?? '';
  style.fontSize = `${parameters.get('text') ?? '100'}%`;
  // The widget's frame has the color scheme of the page around it.
  if (scheme !== null) style.colorScheme = scheme;
}
