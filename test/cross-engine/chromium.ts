import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type CDPSession, type Frame, type LaunchOptions, type Page } from '@playwright/test';
import type { Driver } from './driver.ts';

type AxNode = {
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
};

/** Playwright waits forever for a press that removes the frame. */
const settle = (press: Promise<void>): Promise<void> => Promise.race([press, pause(1_000)]);

/** Chromium over CDP, whose accessibility tree finds the focused element. */
export async function startChromium(launchOptions: LaunchOptions): Promise<Driver> {
  const browser = await chromium.launch(launchOptions);
  const context = await browser.newContext();
  const page = await context.newPage();
  const sessions = new Map<Page | Frame, CDPSession>();

  async function focusedNodes(target: Page | Frame): Promise<AxNode[]> {
    const session = sessions.get(target) ?? (await context.newCDPSession(target));
    sessions.set(target, session);
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
    return nodes.filter(({ properties }) => properties?.some(({ name, value }) => name === 'focused' && value.value));
  }

  // With a hash, the button has loaded the page into the cache alone.
  const widgetFrame = (): Frame | undefined =>
    page.frames().find((frame) => frame.parentFrame() && !frame.url().includes('#'));

  return {
    pointers: ['mouse'],
    goto: async (url) => void (await page.goto(url)),
    press: (key) => settle(page.keyboard.press(key)),
    type: (text) => page.keyboard.type(text),
    pressAt: (x, y) => settle(page.mouse.click(x, y)),
    async hasFocus({ role, name }) {
      const targets = [page, ...page.frames().slice(1)];
      const nodes = (await Promise.all(targets.map((target) => focusedNodes(target).catch(() => [])))).flat();
      return nodes.some((node) => node.role?.value.toLowerCase() === role && node.name?.value === name);
    },
    pageText: () => page.locator('body').innerText(),
    widgetText: async () => (await widgetFrame()?.locator('body').innerText()) ?? '',
    inPage: (expression) => page.evaluate(expression),
    inWidget: async (expression) => widgetFrame()?.evaluate(expression),
    resize: (width, height) => page.setViewportSize({ width, height }),
    setOffline: (isOffline) => context.setOffline(isOffline),
    close: () => browser.close(),
  };
}
