/** How a page of the gallery looks, as its address says. What is not given is left to the browser. */
const parameters = new URLSearchParams(location.search);

export const stateName = parameters.get('state') ?? '';
export const language = parameters.get('lang') ?? 'en';
/** The widget's theme, as a host's page gives it. */
export const theme = { accent: parameters.get('accent') ?? '', radius: parameters.get('radius') ?? '' };

const scheme = parameters.get('theme');
const { style } = document.documentElement;

/**
 * Gives this document the scheme and the text size of its address. A browser sets both for all pages at once; a gallery
 * shows several side by side, so here style sheets are changed in place of the browser's settings.
 */
export function applyLook(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = parameters.get('dir') ?? '';
  style.fontSize = `${parameters.get('text') ?? '100'}%`;
  if (scheme === null) return;
  style.colorScheme = scheme;
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && darkOnly.test(rule.media.mediaText)) rule.media.mediaText = forced(scheme);
    }
  }
  // The dialog's sheet is in a closed shadow root: it is changed as it is made.
  const { replaceSync } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    const changed = text
      .replace(darkOnly, forced(scheme))
      .replaceAll('color-scheme:light dark', `color-scheme:${scheme}`);
    replaceSync.call(this, changed);
  };
}

const darkOnly = /\(prefers-color-scheme:\s*dark\)/;
const forced = (name: string): string => (name === 'dark' ? 'all' : 'not all');
