import { setTimeout as pause } from 'node:timers/promises';
import { launch, type ElementHandle, type Frame, type KeyInput } from 'puppeteer-core';
import { findFirefox } from '../config/browsers.ts';
import type { Driver } from './driver.ts';

/** Firefox over WebDriver BiDi, which finds elements by role and name. Undefined where Firefox is not installed. */
export async function startFirefox(): Promise<Driver | undefined> {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const browser = await launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  // With a hash, the button has loaded the page into the cache alone.
  const widgetFrame = (): Frame | undefined =>
    page.frames().find((frame) => frame.parentFrame() && !frame.url().includes('#'));

  return {
    goto: async (url) => void (await page.goto(url)),
    async press(keys) {
      const isShifted = keys.startsWith('Shift+');
      const key = keys.replace('Shift+', '');
      if (isShifted) await page.keyboard.down('Shift');
      await page.keyboard.press((key === 'Space' ? ' ' : key) as KeyInput);
      if (isShifted) await page.keyboard.up('Shift');
    },
    type: (text) => page.keyboard.type(text),
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
    inWidget: async (expression) => widgetFrame()?.evaluate(expression),
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
