// Takes pictures of everything the widget can show, in several looks, and puts them on one page to be looked at.
//   npm run screenshots                  all of it, into test-results/screenshots
//   npm run screenshots -- form light    what matches all of the words
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContextOptions } from '@playwright/test';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { startGallery } from '../gallery/start-gallery.ts';
import { widgetStates } from '../gallery/states.ts';
import { openState, type GalleryLook } from '../support/open-state.ts';

type Look = GalleryLook & { context: BrowserContextOptions };

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const looks: Readonly<Record<string, Look>> = {
  'light-desktop': { context: { viewport: desktop } },
  'dark-desktop': { context: { viewport: desktop, colorScheme: 'dark' } },
  'light-phone': { context: { viewport: phone, hasTouch: true, isMobile: true } },
  'dark-phone': { context: { viewport: phone, hasTouch: true, isMobile: true, colorScheme: 'dark' } },
  'es-narrow': { context: { viewport: { width: 320, height: 568 } }, lang: 'es' },
  // 1280 by 1024 at 400 %.
  'pt-zoomed': { context: { viewport: { width: 320, height: 256 } }, lang: 'pt' },
  rtl: { context: { viewport: desktop }, dir: 'rtl' },
  'forced-colors': { context: { viewport: desktop, forcedColors: 'active' } },
  themed: { context: { viewport: desktop }, accent: '#ffd400', radius: '999px' },
};

const words = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../test-results/screenshots');
mkdirSync(folder, { recursive: true });

const gallery = await startGallery();
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });

/** Takes the pictures of one look, each named after its state. */
async function take(look: string, { context: options, ...address }: Look): Promise<string[]> {
  const wanted = Object.keys(widgetStates)
    .map((state) => ({ state, name: `${state}.${look}` }))
    .filter(({ name }) => words.every((word) => name.includes(word)));
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const taken: string[] = [];
  for (const { state, name } of wanted) {
    try {
      await openState(page, gallery, state, address);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      taken.push(`${name}.png`);
    } catch (error) {
      console.error(`${name}: ${String(error)}`);
      process.exitCode = 1;
    }
  }
  await context.close();
  return taken;
}

const taken: string[] = [];
for (const [name, look] of Object.entries(looks)) taken.push(...(await take(name, look)));
await browser.close();
await gallery.close();

const figures = taken
  .toSorted()
  .map((file) => `<figure><img src="${file}" loading="lazy"><figcaption>${file}</figcaption></figure>`);
const style = 'body{display:flex;flex-wrap:wrap;gap:1rem;font:14px system-ui}figure{margin:0}img{height:480px}';
const sheet = join(folder, 'index.html');
writeFileSync(
  sheet,
  `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${figures.join('\n')}`,
);
console.log(`${taken.length} pictures: ${sheet}`);
