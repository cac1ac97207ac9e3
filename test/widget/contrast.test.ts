import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { accentFor, contrast, type Rgb } from '../../src/widget/frame/theme/contrast.ts';
import { surfaces } from '../../src/widget/frame/theme/theme.ts';

/** What WCAG 2.2 asks of text. */
const minimum = 4.5;

const channel = fc.nat(255).map((value) => value / 255);
const color: fc.Arbitrary<Rgb> = fc.tuple(channel, channel, channel);

/** As a screen shows it. */
const shown = (rgb: Rgb): Rgb => rgb.map((value) => Math.round(value * 255) / 255) as unknown as Rgb;

/** As the style sheet writes it. */
const hex = (rgb: Rgb): string =>
  rgb
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');

it('is held against the surfaces that the style sheet has', () => {
  const sheet = readFileSync(new URL('../../src/widget/frame/theme/tokens.css', import.meta.url), 'utf8');
  // The light scheme's colors come first, the dark one's after them.
  const found = ['surface', 'sunken'].map((name) =>
    Array.from(sheet.matchAll(new RegExp(`--${name}: #(\\w+);`, 'g')), ([, digits = '']) =>
      digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits,
    ),
  );
  const { light, dark } = surfaces;
  assert.deepEqual(
    found,
    light.map((rgb, index) => [rgb, dark[index] ?? rgb].map(hex)),
  );
});

for (const [scheme, under] of Object.entries(surfaces)) {
  describe(`an accent on the ${scheme} surfaces`, () => {
    it('can be read, whatever color a host sets', () => {
      fc.assert(
        fc.property(color, (asked) => {
          const { accent, hover, onAccent, soft } = accentFor(asked, under);
          for (const surface of [...under, soft]) assert.ok(contrast(shown(accent), shown(surface)) >= minimum);
          for (const background of [accent, hover]) assert.ok(contrast(onAccent, shown(background)) >= minimum);
        }),
        { numRuns: 5_000 },
      );
    });

    it('is the color that was asked for, where that can be read', () => {
      const asked: Rgb = scheme === 'light' ? [0.1, 0.2, 0.6] : [0.6, 0.8, 1];
      assert.deepEqual(accentFor(asked, under).accent, asked);
    });
  });
}
