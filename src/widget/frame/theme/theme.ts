import { accentFor, mix, type Rgb } from './contrast.ts';

/** The background colors of `tokens.css`, the main one first. */
export const surfaces = {
  light: [
    [1, 1, 1],
    [0.953, 0.965, 0.957],
  ],
  dark: [
    [0.086, 0.125, 0.11],
    [0.118, 0.165, 0.145],
  ],
} as const satisfies Record<string, readonly [Rgb, ...Rgb[]]>;

/** A host's button may be a pill, but the widget's fields and cards may not. */
const maxRadiusPx = 20;

/** Applies the host's accent color and corner radius. An invalid value leaves the widget's own. */
export function applyTheme({ accent, radius }: { accent: string; radius: string }): void {
  const probe = document.createElement('div');
  document.body.append(probe);
  // By CSSOM, which `style-src 'self'` allows.
  const own = document.documentElement.style;
  for (const scheme of ['light', 'dark'] as const) {
    const color = resolveColor(probe, accent, scheme);
    const colors = color && accentFor(color, surfaces[scheme]);
    if (colors) for (const [name, key] of names) own.setProperty(`--${scheme}-${name}`, rgb(colors[key]));
  }
  probe.style.borderTopLeftRadius = radius;
  if (probe.style.borderTopLeftRadius) {
    const length = getComputedStyle(probe).borderTopLeftRadius;
    const pixels = length.endsWith('%') ? maxRadiusPx : Math.min(parseFloat(length), maxRadiusPx);
    own.setProperty('--radius', `${pixels}px`);
  }
  probe.remove();
}

const names = [
  ['accent', 'accent'],
  ['accent-hover', 'hover'],
  ['on-accent', 'onAccent'],
  ['accent-soft', 'soft'],
] as const;

/** The share of the accent in its mix with the background: a fainter tint could not be told from others. */
const minAlpha = 0.5;

/**
 * The color in sRGB, mixed with the scheme's background if it is translucent; the first color of a gradient. Null for an
 * image, for what is no color, and for a transparent one.
 */
function resolveColor(probe: HTMLElement, text: string, scheme: 'light' | 'dark'): Rgb | null {
  const { style } = probe;
  style.color = '';
  style.colorScheme = scheme;
  style.color = text;
  if (!style.color) style.color = firstColor(probe, text);
  if (!text || !style.color) return null;
  // In any color space, a mix in sRGB has the computed value `color(srgb r g b / a)`. A browser without `color-mix`, as
  // early builds of Chromium 111, knows only colors with the computed value `rgb(r, g, b, a)`.
  style.backgroundColor = 'color-mix(in srgb, currentColor, currentColor)';
  const { color, backgroundColor } = getComputedStyle(probe);
  const isMixed = backgroundColor.startsWith('color(');
  const numbers = ((isMixed ? backgroundColor : color).match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const [red, green, blue] = numbers.map((channel) => (isMixed ? channel : channel / 255));
  const [, , , alpha = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return null;
  return mix(surfaces[scheme][0], [clamp(red), clamp(green), clamp(blue)], Math.max(alpha, minAlpha));
}

/** The first color of a gradient; empty for others. Not tried with a URL, which the browser would load. */
function firstColor(probe: HTMLElement, text: string): string {
  if (/url|image|src/i.test(text)) return '';
  probe.style.background = text;
  const [color = ''] =
    /\b(rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^()]*\)/.exec(getComputedStyle(probe).backgroundImage) ?? [];
  probe.style.background = '';
  return color;
}

const clamp = (channel: number): number => Math.min(Math.max(channel, 0), 1);

function rgb(color: Rgb): string {
  return `rgb(${color.map((channel) => Math.round(channel * 255)).join(' ')})`;
}
