/** A colour of the sRGB space: red, green and blue, from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** WCAG 2.2's relative luminance. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2's contrast ratio, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `share` of `b` in `a`. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2): number => a[index] * (1 - share) + b[index] * share;
  return [channel(0), channel(1), channel(2)];
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [1, 1, 1];

/** What text must have, and a little for the rounding to 8 bits. */
const enough = 4.6;

/** An accent that can be read, and what goes with it. */
export type AccentColours = { accent: Rgb; hover: Rgb; onAccent: Rgb; soft: Rgb };

/**
 * Makes an accent of any colour: it is moved towards black or white, as far as it takes to be read on `surfaces` and on
 * its own soft tint, and as the background of a button.
 */
export function accentFor(colour: Rgb, surfaces: readonly [Rgb, ...Rgb[]]): AccentColours {
  const [surface] = surfaces;
  const pole = luminance(surface) > 0.18 ? black : white;
  const steps = Array.from({ length: 41 }, (_, index) => coloursOf(mix(colour, pole, index / 40), surface, pole));
  const readable = ({ accent, hover, onAccent, soft }: AccentColours): boolean =>
    [...surfaces, soft].every((under) => contrast(accent, under) >= enough) &&
    [accent, hover].every((under) => contrast(onAccent, under) >= enough);
  // The pole itself can always be read.
  return steps.find(readable) ?? coloursOf(pole, surface, pole);
}

function coloursOf(accent: Rgb, surface: Rgb, pole: Rgb): AccentColours {
  return {
    accent,
    hover: mix(accent, pole, 0.18),
    onAccent: contrast(accent, white) >= contrast(accent, black) ? white : black,
    soft: mix(surface, accent, 0.1),
  };
}
