// Takes the pictures of the README, in each of its languages, into demo/pictures. Build first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Frame, type Page } from '@playwright/test';
import { startDemo } from '../../demo/start-demo.ts';
import { waitForPaint } from '../../src/testing/wait-for-paint.ts';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { startGallery, type Gallery } from '../gallery/start-gallery.ts';
import { openState } from '../support/open-state.ts';

const folder = join(import.meta.dirname, '../../demo/pictures');
const languages = ['en', 'es', 'pt'];

/** `desktop.png`, `desktop.es.png`. */
const fileOf = (name: string, lang: string): string => join(folder, `${name}${lang === 'en' ? '' : `.${lang}`}.png`);

/** The address that the widget shows. */
const port = 4400;

/** The widget over the demo, with a search. */
async function takeDesktop(browser: Browser, lang: string): Promise<void> {
  const demo = await startDemo({
    port: 0,
    database: ':memory:',
    sandbox: { port, database: ':memory:', bankDelay: 0 },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await page.goto(`${demo.hostUrl}/?language=${lang}`);
  await page.locator('#connect').getByRole('button').click();
  const widget = await widgetOf(page);
  await widget.locator('#search').fill('lap');
  await widget.locator('mark').first().waitFor();
  await take(page, widget, fileOf('desktop', lang));
  await page.close();
  await demo.close();
}

const isWidget = (frame: Frame): boolean => frame.url().endsWith('/widget/frame/index.html');

async function widgetOf(page: Page): Promise<Frame> {
  const frame = page.frames().find(isWidget) ?? (await page.waitForEvent('framenavigated', isWidget));
  await frame.locator('#search').waitFor();
  return frame;
}

async function take(page: Page, frame: Frame, path?: string): Promise<Buffer> {
  await frame.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
  // Playwright hides the caret of the page alone.
  await frame.evaluate(hideCaret);
  for (const each of [page, frame]) await each.evaluate(endAnimations);
  await waitForPaint(frame);
  return page.screenshot(path === undefined ? {} : { path });
}

function endAnimations(): void {
  for (const animation of document.getAnimations()) animation.finish();
}

/** The field that has the focus is in a shadow root. */
function hideCaret(): void {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused instanceof HTMLElement) focused.style.caretColor = 'transparent';
}

/** That of the demo. */
const accent = '#1c4fd6';
const gapPx = 16;

const steps = [
  { state: 'list', colorScheme: 'light' },
  { state: 'consent', colorScheme: 'light' },
  { state: 'form', colorScheme: 'light' },
  { state: 'code-sms', colorScheme: 'dark' },
] as const;

/** Four steps on a phone, side by side. */
async function takeSteps(browser: Browser, gallery: Gallery, lang: string): Promise<void> {
  const pictures: string[] = [];
  for (const { state, colorScheme } of steps) {
    const viewport = { width: 360, height: 780 };
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
    const frame = await openState(page, gallery, state, { lang, accent });
    pictures.push((await take(page, frame)).toString('base64'));
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 4 * 360 + 5 * gapPx, height: 780 + 2 * gapPx } });
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`);
  const style = `body { margin: ${gapPx}px; display: flex; gap: ${gapPx}px; background: #eef3ef }`;
  await page.setContent(`<style>${style}</style>${images.join('')}`);
  await page.screenshot({ path: fileOf('steps', lang) });
  await page.close();
}

const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
for (const lang of languages) await takeDesktop(browser, lang);
const gallery = await startGallery({ port });
for (const lang of languages) {
  await takeSteps(browser, gallery, lang);
  for (const name of ['desktop', 'steps']) console.log(fileOf(name, lang), readFileSync(fileOf(name, lang)).length);
}
await gallery.close();
await browser.close();
