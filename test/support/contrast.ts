/** A color in sRGB, each channel from 0 to 255. */
export type Pixel = readonly [red: number, green: number, blue: number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** The pixel that colors over one another give, in any notation. */
export function pixel(...layers: (string | undefined)[]): Pixel {
  canvas.clearRect(0, 0, 1, 1);
  for (const color of layers) {
    canvas.fillStyle = color ?? 'transparent';
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Contrast ratio of two colors (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrastOf(one: Pixel, other: Pixel): number {
  const [darker = 0, lighter = 0] = [one, other].map(luminance).toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Pixel): number {
  const [red = 0, green = 0, blue = 0] = color
    .map((channel) => channel / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
