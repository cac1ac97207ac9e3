/** What the live preview of docs/theming.md sets. An empty color is the built-in one; the radius is in em, null the built-in one. */
export type Look = { color: string; radius: number | null; scheme: '' | 'light' | 'dark' };

/** The style sheet that gives a page's buttons a look. */
export function styleSheetOf({ color, radius, scheme }: Look): string {
  const lines = [
    ...(scheme ? [`color-scheme: ${scheme};`] : []),
    ...(color ? [`--araucaria-connect-button-color: ${color};`] : []),
    ...(radius === null ? [] : [`--araucaria-connect-button-radius: ${radius}em;`]),
  ];
  if (lines.length === 0) return '/* The built-in look: nothing to add. */';
  return `araucaria-connect-button {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}

/** The contrast of an element's text with its background, as in WCAG 2.2; both have to be opaque. */
export function contrastOf(element: HTMLElement): number {
  const { color, backgroundColor } = getComputedStyle(element);
  const [lighter = 0, darker = 0] = [luminance(color), luminance(backgroundColor)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** An opaque CSS color as `#rrggbb`. */
export function hexOf(color: string): string {
  return `#${channels(color)
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Red, green and blue of an opaque CSS color, from 0 to 255. */
function channels(color: string): number[] {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [0, 0, 0];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return Array.from(context.getImageData(0, 0, 1, 1).data).slice(0, 3);
}

/** The relative luminance of an opaque CSS color, from 0 to 1. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
