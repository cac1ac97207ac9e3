import { accentFor, contrast, type Rgb } from '../../../../src/widget/frame/theme/contrast.ts';
import { surfaces } from '../../../../src/widget/frame/theme/theme.ts';
import { expect, test } from '../support/fixtures.ts';

const parse = (value: string): Rgb =>
  (value.match(/[\d.]+/g) ?? []).map((each) => Number(each) / 255) as unknown as Rgb;

/** Values of `background` as a host's button may have, and the color that the widget makes its accent of. */
for (const [accent, color] of [
  ['rgb(106 17 203 / 0.7)', [106, 17, 203, 0.7]],
  // A faint tint is still the host's color.
  ['rgb(106 17 203 / 0.1)', [106, 17, 203, 0.5]],
  ['linear-gradient(90deg, #6a11cb, #2575fc)', [106, 17, 203, 1]],
  ['radial-gradient(circle, hsl(0 100% 50%), blue), green', [255, 0, 0, 1]],
  ['color(srgb 0 0.5 0)', [0, 127.5, 0, 1]],
  ['transparent', null],
  ['linear-gradient(transparent, transparent)', null],
  ['url(/picture.png)', null],
  ['no color at all', null],
] as const) {
  test(`the widget's accent is ${color ? 'made of' : 'its own with'} ${accent}, and readable`, async ({ widget }) => {
    await widget.open({ theme: { accent, radius: '' } });
    await widget.frame.getByRole('heading', { level: 1 }).waitFor();
    const given = await widget.frame.evaluate(() => {
      const { style } = document.documentElement;
      return ['light', 'dark'].map((scheme) => style.getPropertyValue(`--${scheme}-accent`));
    });
    for (const [index, scheme] of (['light', 'dark'] as const).entries()) {
      const value = given[index] ?? '';
      if (!color) {
        expect(value).toBe('');
        continue;
      }
      const [surface] = surfaces[scheme];
      const [red, green, blue, share] = color;
      const mixed = [red, green, blue].map((channel, at) => (channel / 255) * share + surface[at]! * (1 - share));
      const expected = accentFor(mixed as unknown as Rgb, surfaces[scheme]).accent;
      expect(contrast(parse(value), surface)).toBeGreaterThanOrEqual(4.5);
      for (const [at, channel] of parse(value).entries()) expect(channel).toBeCloseTo(expected[at]!, 2);
    }
  });
}
