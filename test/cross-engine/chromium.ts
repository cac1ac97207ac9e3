import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type CDPSession, type Frame, type LaunchOptions, type Page } from '@playwright/test';
import type { Driver } from './driver.ts';

type AxNode = {
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
};

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
    goto: async (url) => void (await page.goto(url)),
    // Playwright waits forever when the key press removes the frame.
    press: (key) => Promise.race([page.keyboard.press(key), pause(1_000)]),
    type: (text) => page.keyboard.type(text),
    async hasFocus({ role, name }) {
      const targets = [page, ...page.frames().slice(1)];
      const nodes = (await Promise.all(targets.map((target) => focusedNodes(target).catch(() => [])))).flat();
      return nodes.some((node) => node.role?.value.toLowerCase() === role && node.name?.value === name);
    },
    pageText: () => page.locator('body').innerText(),
    widgetText: async () => (await widgetFrame()?.locator('body').innerText()) ?? '',
    inWidget: async (expression) => widgetFrame()?.evaluate(expression),
    setOffline: (isOffline) => context.setOffline(isOffline),
    close: () => browser.close(),
  };
}
