// Takes pictures of everything the widget can show, in several looks, and puts them on one page to be looked at.
//   npm run screenshots                  all of it, into test-results/screenshots
//   npm run screenshots -- form light    what matches all of the words
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContextOptions } from '@playwright/test';
import { startDemo } from '../../demo/start-demo.ts';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { DemoPage } from '../support/demo.ts';
import { widgetStates } from '../support/widget-states.ts';

type Look = {
  name: string;
  context: BrowserContextOptions;
  lang?: string;
  dir?: string;
  style?: Record<string, string>;
};

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const looks: readonly Look[] = [
  { name: 'light-desktop', context: { viewport: desktop } },
  { name: 'dark-desktop', context: { viewport: desktop, colorScheme: 'dark' } },
  { name: 'light-phone', context: { viewport: phone, hasTouch: true, isMobile: true } },
  { name: 'dark-phone', context: { viewport: phone, hasTouch: true, isMobile: true, colorScheme: 'dark' } },
  { name: 'es-narrow', context: { viewport: { width: 320, height: 568 } }, lang: 'es' },
  // 1280 by 1024 at 400 %.
  { name: 'pt-zoomed', context: { viewport: { width: 320, height: 256 } }, lang: 'pt' },
  { name: 'rtl', context: { viewport: desktop }, dir: 'rtl' },
  { name: 'forced-colours', context: { viewport: desktop, forcedColors: 'active' } },
  {
    name: 'themed',
    context: { viewport: desktop },
    style: { '--araucaria-connect-button-color': '#ffd400', '--araucaria-connect-button-radius': '999px' },
  },
];

const words = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../test-results/screenshots');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
const demo = await startDemo({
  port: 0,
  database: ':memory:',
  sandbox: { port: 0, database: ':memory:', bankDelay: 400 },
});

/** One picture; null if nothing of it was asked for. */
async function take(state: (typeof widgetStates)[number], look: Look): Promise<string | null> {
  const name = `${state.name}.${look.name}`;
  if (!words.every((word) => name.includes(word))) return null;
  const context = await browser.newContext({ ...look.context, reducedMotion: 'reduce' });
  const page = await context.newPage();
  try {
    await page.goto(demo.hostUrl);
    await page.evaluate(({ lang, style }) => {
      if (lang) document.documentElement.lang = lang;
      for (const [property, value] of Object.entries(style ?? {})) {
        document.documentElement.style.setProperty(property, value);
      }
    }, look);
    const widget = await state.reach(new DemoPage(page, demo));
    if (look.dir) await widget.evaluate((dir) => (document.documentElement.dir = dir), look.dir);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    return `${name}.png`;
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
    process.exitCode = 1;
    return null;
  } finally {
    await context.close();
  }
}

const taken: string[] = [];
for (const state of widgetStates) {
  const files = await Promise.all(looks.map((look) => take(state, look)));
  taken.push(...files.filter((file) => file !== null));
}
await demo.close();
await browser.close();

const figures = taken.map(
  (file) => `<figure><img src="${file}" loading="lazy"><figcaption>${file}</figcaption></figure>`,
);
const style = 'body{display:flex;flex-wrap:wrap;gap:1rem;font:14px system-ui}figure{margin:0}img{height:480px}';
const sheet = join(folder, 'index.html');
writeFileSync(
  sheet,
  `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${figures.join('\n')}`,
);
console.log(`${taken.length} pictures: ${sheet}`);
