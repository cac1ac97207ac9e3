import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { accentFor, contrast, type Rgb } from '../../src/widget/frame/contrast.ts';

/** What WCAG 2.2 asks of text. */
const minimum = 4.5;

const surfaces = {
  light: [
    [1, 1, 1],
    [0.953, 0.965, 0.957],
  ],
  dark: [
    [0.086, 0.125, 0.11],
    [0.118, 0.165, 0.145],
  ],
} as const satisfies Record<string, readonly [Rgb, ...Rgb[]]>;

const channel = fc.nat(255).map((value) => value / 255);
const colour: fc.Arbitrary<Rgb> = fc.tuple(channel, channel, channel);

/** As a screen shows it. */
const shown = (rgb: Rgb): Rgb => rgb.map((value) => Math.round(value * 255) / 255) as unknown as Rgb;

for (const [scheme, under] of Object.entries(surfaces)) {
  describe(`an accent on the ${scheme} surfaces`, () => {
    it('can be read, whatever colour a host sets', () => {
      fc.assert(
        fc.property(colour, (asked) => {
          const { accent, hover, onAccent, soft } = accentFor(asked, under);
          for (const surface of [...under, soft]) assert.ok(contrast(shown(accent), shown(surface)) >= minimum);
          for (const background of [accent, hover]) assert.ok(contrast(onAccent, shown(background)) >= minimum);
        }),
        { numRuns: 5_000 },
      );
    });

    it('is the colour that was asked for, where that can be read', () => {
      const asked: Rgb = scheme === 'light' ? [0.1, 0.2, 0.6] : [0.6, 0.8, 1];
      assert.deepEqual(accentFor(asked, under).accent, asked);
    });
  });
}
