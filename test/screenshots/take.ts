// Takes pictures of everything the widget can show, in every look, and puts them on one page to be looked at.
//   npm run screenshots                           all of it, into test-results/screenshots
//   npm run screenshots -- form light 390,320 es  what matches all of the words; a comma means "or"
//   npm run screenshots -- --sheets 1280 en       one more picture for each look, with all states on it
//   npm run screenshots -- --out /tmp/before      into another folder
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { waitForPaint } from '../../src/testing/wait-for-paint.ts';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { startGallery, type Gallery } from '../gallery/start-gallery.ts';
import { widgetStates } from '../gallery/states.ts';
import { openState } from '../support/open-state.ts';
import { looks, type Look } from './looks.ts';
import { takeSheet } from './sheet.ts';

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    sheets: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, '../../test-results/screenshots') },
  },
});
const folder = values.out;
mkdirSync(folder, { recursive: true });

/** Whether the name of a picture has each of the words as one of its parts. */
function isWanted(name: string): boolean {
  const parts = name.split('.');
  const has = (word: string): boolean => parts.includes(word) || (parts[0] ?? '').startsWith(word);
  return words.every((word) => word.split(',').some(has));
}

/** Takes the pictures of one look, each named after its state. */
async function take(
  browser: Browser,
  gallery: Gallery,
  look: string,
  { context: options, ...address }: Look,
): Promise<string[]> {
  const wanted = Object.keys(widgetStates)
    .map((state) => ({ state, name: `${state}.${look}` }))
    .filter(({ name }) => isWanted(name));
  if (wanted.length === 0) return [];
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const taken: string[] = [];
  for (const { state, name } of wanted) {
    try {
      const frame = await openState(page, gallery, state, address);
      await frame.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
      await waitForPaint(frame);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      taken.push(name);
    } catch (error) {
      console.error(`${name}: ${String(error)}`);
      process.exitCode = 1;
    }
  }
  await context.close();
  if (values.sheets) await takeSheet(browser, folder, look, taken);
  return taken;
}

const gallery = await startGallery();
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
const taken: string[] = [];
for (const [name, look] of Object.entries(looks)) taken.push(...(await take(browser, gallery, name, look)));
await browser.close();
await gallery.close();

const figures = taken
  .toSorted()
  .map((name) => `<figure><img src="${name}.png" loading="lazy"><figcaption>${name}</figcaption></figure>`);
const style = 'body{display:flex;flex-wrap:wrap;gap:1rem;font:14px system-ui}figure{margin:0}img{height:480px}';
const index = join(folder, 'index.html');
writeFileSync(
  index,
  `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${figures.join('\n')}`,
);
console.log(`${taken.length} pictures: ${index}`);
