import { setTimeout as pause } from 'node:timers/promises';
import { launch, type ElementHandle, type Frame, type KeyInput } from 'puppeteer-core';
import { findFirefox } from '../config/browsers.ts';
import type { Driver } from './driver.ts';

/** Firefox over WebDriver BiDi, which finds elements by role and name. Undefined where Firefox is not installed. */
export async function startFirefox(): Promise<Driver | undefined> {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  // Without a screen it has no mouse: fine (2) and able to hover (4).
  const extraPrefsFirefox = { 'ui.primaryPointerCapabilities': 6, 'ui.allPointerCapabilities': 6 };
  const browser = await launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox });
  const page = await browser.newPage();
  // With a hash, the button has loaded the page into the cache alone.
  const widgetFrame = (): Frame | undefined =>
    page.frames().find((frame) => frame.parentFrame() && !frame.url().includes('#'));

  return {
    pointers: ['mouse', 'touch'],
    goto: async (url) => void (await page.goto(url)),
    async press(keys) {
      const isShifted = keys.startsWith('Shift+');
      const key = keys.replace('Shift+', '');
      if (isShifted) await page.keyboard.down('Shift');
      await page.keyboard.press((key === 'Space' ? ' ' : key) as KeyInput);
      if (isShifted) await page.keyboard.up('Shift');
    },
    type: (text) => page.keyboard.type(text),
    pressAt: (x, y, pointer) => (pointer === 'mouse' ? page.mouse.click(x, y) : page.touchscreen.tap(x, y)),
    async hasFocus({ role, name }) {
      const selector = `aria/${name.replaceAll('"', '\\"')}[role="${role}"]`;
      const answers = await Promise.all(
        // A removed frame may still be listed, and never answers.
        page
          .frames()
          .map((frame) => Promise.race([isFocused(frame, selector).catch(() => false), pause(2_000, false)])),
      );
      return answers.includes(true);
    },
    pageText: () => page.evaluate(() => document.body.innerText),
    widgetText: async () => (await widgetFrame()?.evaluate(() => document.body.innerText)) ?? '',
    inPage: (expression) => page.evaluate(expression),
    inWidget: async (expression) => widgetFrame()?.evaluate(expression),
    resize: (width, height) => page.setViewport({ width, height }),
    setOffline: (isOffline) => page.setOfflineMode(isOffline),
    close: () => browser.close(),
  };
}

/** Whether an element that `selector` matches has the focus in its document or shadow root. */
async function isFocused(frame: Frame, selector: string): Promise<boolean> {
  // A selector does not reach into shadow roots, so the button's is searched, too.
  const handle = await frame.evaluateHandle(() => document.activeElement?.shadowRoot ?? document);
  const shadow = handle.asElement() as ElementHandle | null;
  const found = [...(await frame.$$(selector)), ...((await shadow?.$$(selector)) ?? [])];
  const focused = await Promise.all(
    found.map((element) =>
      element.evaluate((node) => {
        const root = node.getRootNode();
        return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === node;
      }),
    ),
  );
  return focused.includes(true);
}
