import type { BrowserContextOptions } from '@playwright/test';
import type { GalleryLook } from '../support/open-state.ts';

/** How a picture looks: the browser's settings, and the gallery's. */
export type Look = GalleryLook & { context: BrowserContextOptions };

const screens: Readonly<Record<string, BrowserContextOptions>> = {
  '1280': { viewport: { width: 1280, height: 800 } },
  // A small laptop with the browser's bars.
  '1024x600': { viewport: { width: 1024, height: 600 } },
  '390': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  '320': { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true },
  // A phone on its side.
  '844x390': { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
};

const every: [string, Look][] = Object.entries(screens).flatMap(([screen, context]) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    ['en', 'es', 'pt'].map((lang): [string, Look] => [
      `${colorScheme}.${screen}.${lang}`,
      { context: { ...context, colorScheme }, lang },
    ]),
  ),
);

const desktop = { viewport: { width: 1280, height: 800 } };

/** Every theme on every screen in every language, and the users' and hosts' settings one by one. */
export const looks: Readonly<Record<string, Look>> = {
  ...Object.fromEntries(every),
  // 1280 by 1024 at 400 %.
  zoomed: { context: { viewport: { width: 320, height: 256 } }, lang: 'pt' },
  'large-text': { context: { ...screens['320'] }, lang: 'es', text: '200' },
  rtl: { context: desktop, dir: 'rtl' },
  'forced-colors': { context: { ...desktop, forcedColors: 'active' } },
  'more-contrast': { context: { ...desktop, contrast: 'more' } },
  themed: { context: desktop, accent: '#ffd400', radius: '999px' },
};
