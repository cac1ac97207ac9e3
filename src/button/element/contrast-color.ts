import { usedColorScheme } from '../../shared/color-scheme.ts';

/** Relative colors work in Chrome 119, Firefox 128 and Safari 18. Node and older versions of jsdom have no `CSS`. */
const supportsRelativeColor = !('CSS' in globalThis) || CSS.supports('color: oklch(from CanvasText calc(1 - l) c h)');

const pending = new Map<HTMLElement, HTMLElement>();
let canvas: CanvasRenderingContext2D | null | undefined;

/**
 * Sets a readable text color where the style sheet can't: on a translucent color, a gradient or an image, and in browsers
 * without relative colors. All elements that wait are measured at once, before the next paint. `button` is inside `host`.
 */
export function updateContrast(host: HTMLElement, button: HTMLElement | null): void {
  try {
    if (!button) return;
    if (pending.size === 0) requestAnimationFrame(measureAll);
    pending.set(host, button);
  } catch {
    // A function of the page failed. That must not stop the element's update.
  }
}

function measureAll(): void {
  const entries = [...pending];
  pending.clear();
  for (const [host, button] of entries) {
    try {
      setContrast(host, button);
    } catch {
      // A function of the page failed.
    }
  }
}

/** The host's accent: a color, or another value of `background`. */
const givenAccent = (style: CSSStyleDeclaration): string => style.getPropertyValue('--araucaria-connect-button-color');

/** The host's accent without `currentcolor`, which is another color in the button and in the widget. */
export function accentOf(host: HTMLElement): string {
  const style = getComputedStyle(host);
  const accent = givenAccent(style);
  return accent && accent.replace(/currentcolor/gi, style.color);
}

function setContrast(host: HTMLElement, button: HTMLElement): void {
  const { style } = button;
  const accent = accentOf(host);
  if (!accent && !style.length && supportsRelativeColor) return;
  style.cssText = '';
  if (accent !== givenAccent(getComputedStyle(host))) style.setProperty('--_accent', accent);
  const { backgroundColor, backgroundImage, caretColor } = getComputedStyle(button);
  const image = accent && backgroundImage !== 'none' && backgroundImage;
  const colors = [backgroundColor];
  const alpha = paint(colors)[3];
  if (!image && alpha === 255 && supportsRelativeColor) return;

  // What is behind the button, the lowest first.
  for (let node: Element | null = host; node && paint(colors)[3] !== 255; node = parentOf(node)) {
    colors.unshift(getComputedStyle(node).backgroundColor);
  }
  colors.unshift(usedColorScheme(caretColor) === 'dark' ? '#121212' : '#fff');
  const stops = (image && image.match(/(rgb|lab|lch|color)a?\([^()]*\)/g)) || ['#0000'];
  const luminances = stops.map((stop) => luminance(paint([...colors, stop])));
  // What an image shows is not known.
  if (image && /url|image|cross/.test(image)) luminances.push(0, 1);
  const lightest = Math.max(...luminances);
  // Between two colors a gradient may be darker than on both.
  const isLight = Math.min(...luminances) > (stops.length > 1 ? 0.36 : 0.176);
  const isDark = lightest < 0.18;
  // A layer of black, as little as makes white readable.
  const needsScrim = !isDark && !isLight && image;
  if (needsScrim) style.setProperty('--_scrim', `rgb(0 0 0 / ${1 - (0.17 / lightest) ** (1 / 2.2)})`);
  // On no color at all the label is like the text around it.
  style.setProperty('--_contrast', image || alpha ? (isDark || needsScrim ? '#fff' : '#000') : 'currentcolor');
}

const parentOf = (node: Element): Element | null =>
  node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** The pixel that colors over one another give. */
function paint(colors: string[]): Uint8ClampedArray {
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) return new Uint8ClampedArray(4);
  canvas.clearRect(0, 0, 1, 1);
  for (const color of colors) {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
  }
  return canvas.getImageData(0, 0, 1, 1).data;
}

/** The relative luminance of WCAG 2.2, by a gamma of 2.2. On 0.18, black and white have the same contrast. */
const luminance = ([r = 0, g = 0, b = 0]: Uint8ClampedArray): number =>
  (0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2) / 196_965;
