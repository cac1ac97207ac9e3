/** Relative colors work in Chrome 119, Firefox 128 and Safari 18. Node and older versions of jsdom have no `CSS`. */
export const supportsRelativeColor =
  !('CSS' in globalThis) || CSS.supports('color: oklch(from CanvasText calc(1 - l) c h)');

/** Sets a button's `--_contrast` to the text color that is readable on its background, where the style sheet can't. */
export function updateContrast(button: HTMLElement | null): void {
  if (supportsRelativeColor || !button) return;
  try {
    button.style.setProperty('--_contrast', contrastColor(getComputedStyle(button).backgroundColor));
  } catch {
    // A function of the page failed. That must not stop the element's update.
  }
}

/** Black or white, whichever is readable on a color (WCAG 2.2, 1.4.3); empty for a transparent one. */
function contrastColor(color: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return '';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, alpha] = context.getImageData(0, 0, 1, 1).data;
  // Luminance by a gamma of 2.2. On 0.18 of white's, black and white have the same contrast.
  return alpha ? (0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > 35_300 ? '#000' : '#fff') : '';
}
