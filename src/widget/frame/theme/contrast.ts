/** A color in sRGB: red, green and blue from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The relative luminance of WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A mix of two colors; `share`: how much of `b`, from 0 to 1. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2): number => a[index] * (1 - share) + b[index] * share;
  return [channel(0), channel(1), channel(2)];
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [1, 1, 1];

/** The 4.5 that WCAG 2.2 requires for text, with a margin for rounding to 8 bits. */
const minContrast = 4.6;

/** A readable accent color, and the colors derived from it. */
export type AccentColors = { accent: Rgb; hover: Rgb; onAccent: Rgb; soft: Rgb };

/**
 * The accent colors for any color. The color is moved toward black or white until text in it is readable on `surfaces`
 * and on its own soft tint, and text on it is readable too.
 */
export function accentFor(color: Rgb, surfaces: readonly [Rgb, ...Rgb[]]): AccentColors {
  const [surface] = surfaces;
  const pole = luminance(surface) > 0.18 ? black : white;
  const steps = Array.from({ length: 41 }, (_, index) => colorsOf(mix(color, pole, index / 40), surface, pole));
  const readable = ({ accent, hover, onAccent, soft }: AccentColors): boolean =>
    [...surfaces, soft].every((background) => contrast(accent, background) >= minContrast) &&
    [accent, hover].every((background) => contrast(onAccent, background) >= minContrast);
  // Black or white itself is always readable.
  return steps.find(readable) ?? colorsOf(pole, surface, pole);
}

function colorsOf(accent: Rgb, surface: Rgb, pole: Rgb): AccentColors {
  return {
    accent,
    hover: mix(accent, pole, 0.18),
    onAccent: contrast(accent, white) >= contrast(accent, black) ? white : black,
    soft: mix(surface, accent, 0.1),
  };
}
