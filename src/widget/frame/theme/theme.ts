import { accentFor, mix, type Rgb } from './contrast.ts';

/** The surfaces of `base.css` that an accent stands on, the main one first. */
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

/** A button may be a pill; a field or a card may not. In px. */
const largestRadius = 20;

/** Takes over the host's accent colour and corner radius. What is no colour or no length leaves the widget's own. */
export function applyTheme({ accent, radius }: { accent: string; radius: string }): void {
  const probe = document.createElement('div');
  document.body.append(probe);
  // By the CSSOM, which `style-src 'self'` does not forbid.
  const own = document.documentElement.style;
  for (const scheme of ['light', 'dark'] as const) {
    const colour = resolveColour(probe, accent, scheme);
    const colours = colour && accentFor(colour, surfaces[scheme]);
    if (colours) for (const [name, key] of names) own.setProperty(`--${scheme}-${name}`, rgb(colours[key]));
  }
  probe.style.borderTopLeftRadius = radius;
  if (probe.style.borderTopLeftRadius) {
    const length = getComputedStyle(probe).borderTopLeftRadius;
    const pixels = length.endsWith('%') ? largestRadius : Math.min(parseFloat(length), largestRadius);
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

/** The colour in sRGB, on the scheme's surface where it is see-through; null for what is no colour, or none to be seen. */
function resolveColour(probe: HTMLElement, text: string, scheme: 'light' | 'dark'): Rgb | null {
  const { style } = probe;
  style.color = '';
  style.colorScheme = scheme;
  style.color = text;
  if (!text || !style.color) return null;
  // Whatever it was written in, a mix in sRGB is computed as `color(srgb r g b / a)`. A browser without mixes knows no
  // colours but those that are computed as `rgb(r, g, b, a)`: early builds of Chromium 111 are such.
  style.backgroundColor = 'color-mix(in srgb, currentColor, currentColor)';
  const { color, backgroundColor } = getComputedStyle(probe);
  const isMixed = backgroundColor.startsWith('color(');
  const numbers = ((isMixed ? backgroundColor : color).match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const [red, green, blue] = numbers.map((channel) => (isMixed ? channel : channel / 255));
  const [, , , alpha = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return null;
  return mix(surfaces[scheme][0], [clamp(red), clamp(green), clamp(blue)], alpha);
}

const clamp = (channel: number): number => Math.min(Math.max(channel, 0), 1);

function rgb(colour: Rgb): string {
  return `rgb(${colour.map((channel) => Math.round(channel * 255)).join(' ')})`;
}
