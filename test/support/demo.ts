import { expect, test as base, type Frame, type Locator, type Page, type TestInfo } from '@playwright/test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { waitForPaint } from '../../src/testing/wait-for-paint.ts';
import { reliableClick } from '../../src/testing/reliable-click.ts';
import { closeBy } from '../../src/testing/close-by.ts';
import { Clock } from 'araucaria-connect/sandbox';
import { watchTraffic } from './documented-traffic.ts';
import { makeClicksReliable } from './reliable-clicks.ts';

/** The widget's frames of a page. */
function widgetFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url().endsWith('/widget/frame/index.html') && !frame.isDetached());
}

/** The demo's page, and a user's actions on it. */
export class DemoPage {
  readonly page: Page;
  readonly demo: Demo;

  constructor(page: Page, demo: Demo) {
    this.page = page;
    this.demo = demo;
  }

  /** Loads the page, and waits until it listens for updates: its log has all that come later. */
  async load(navigate: () => Promise<unknown> = () => this.page.goto(this.demo.hostUrl)): Promise<void> {
    const listening = this.page.waitForResponse('**/api/events');
    await navigate();
    await listening;
  }

  /** The button for a new connection. */
  get connect(): Locator {
    return this.page.locator('#connect').getByRole('button');
  }

  /** The message below the button. */
  get message(): Locator {
    return this.page.locator('#connect').getByRole('status');
  }

  /** The linked banks. */
  get banks(): Locator {
    return this.page.locator('#connections > li');
  }

  /** The log of events and webhooks, newest first. */
  get log(): Locator {
    return this.page.locator('#log');
  }

  /** Breaks the connection to a bank, as a developer does. */
  async breakIt(bank = 'Banco Alerce'): Promise<void> {
    await this.openDrawer();
    await this.page.getByRole('button', { name: `Break it: ${bank}` }).click();
  }

  /** Opens the developer's drawer. */
  async openDrawer(): Promise<void> {
    const summary = this.page.locator('.developer summary');
    if ((await this.page.locator('.developer[open]').count()) === 0) await summary.click();
  }

  /** The widget's frame, once it shows a step. Found among the page's frames: its element is in a closed shadow root. */
  async widget(): Promise<Frame> {
    let found: Frame | undefined;
    await expect(async () => {
      [found] = widgetFrames(this.page);
      expect(await found?.getByRole('heading', { level: 1 }).count()).toBe(1);
    }).toPass({ intervals: [20] });
    if (!found) throw new Error('Expected the widget to be open.');
    await waitForPaint(found);
    return found;
  }

  /** Hovers over the button, and waits until the widget's frame is preloaded. */
  async warm(): Promise<void> {
    await this.connect.hover();
    await expect.poll(() => widgetFrames(this.page).length).toBe(1);
  }

  /** Closes the widget that shows a success. */
  async finish(): Promise<void> {
    const widget = await this.widget();
    await this.waitForClose(() => reliableClick(widget.locator('result-step .primary')));
  }

  /** Runs an action that closes the widget, and waits until it is closed. */
  async waitForClose(action: () => Promise<void>): Promise<void> {
    await closeBy(this.waitUntilClosed(), action);
  }

  /** Waits until no widget shows a step. A pointer on the button may have preloaded the next frame, which is blank. */
  async waitUntilClosed(): Promise<void> {
    await expect(async () => {
      for (const frame of widgetFrames(this.page)) expect(await frame.locator('h1').count()).toBe(0);
    }).toPass({ timeout: 60_000 });
  }

  /** Presses the button and chooses a bank. */
  async toConsent(bank = 'Banco Alerce'): Promise<Frame> {
    await this.connect.click();
    const widget = await this.widget();
    await reliableClick(widget.getByRole('option', { name: bank }).first());
    await widget.locator('consent-step').waitFor();
    return widget;
  }

  /** Presses the button, chooses a bank, agrees, and waits for the bank's form. */
  async toForm(bank = 'Banco Alerce'): Promise<Frame> {
    const widget = await this.toConsent(bank);
    await reliableClick(widget.locator('consent-step .primary'));
    return this.form();
  }

  /** The bank's form, once it is there. */
  async form(): Promise<Frame> {
    const widget = await this.widget();
    await widget.locator('credential-step form').waitFor();
    return widget;
  }

  /** Fills the form in and sends it. */
  async signIn(widget: Frame, user: string, password = 'araucaria'): Promise<void> {
    await widget.locator('[name="user"]').fill(user);
    await widget.locator('[name="password"]').fill(password);
    await reliableClick(widget.locator('credential-step .primary'));
  }

  /** Links a bank, from the button to the list. */
  async link(user = 'ok', bank = 'Banco Alerce'): Promise<void> {
    const before = await this.banks.count();
    await this.signIn(await this.toForm(bank), user);
    await expect(this.banks).toHaveCount(before + 1);
    await this.finish();
  }
}

/** Attaches the widget's text to a failure: Playwright's own report does not include a closed shadow root. */
async function attachWidget(page: Page, testInfo: TestInfo): Promise<void> {
  for (const frame of page.frames().slice(1)) {
    const body = await frame.innerText('body').catch(String);
    await testInfo.attach('widget', { body, contentType: 'text/plain' });
  }
}

export { expect } from '@playwright/test';

/** A test with a demo of its own: a sandbox, a host, and the host's page open in a browser. */
export const test = base.extend<{
  settings: { bankDelay?: number };
  /** The sandbox's clock. */
  clock: Clock;
  demo: Demo;
  quilla: DemoPage;
}>({
  settings: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  clock: ({}, use) => use(new Clock()),
  demo: async ({ settings, clock }, use) => {
    const sandbox = { port: 0, database: ':memory:', bankDelay: 100, clock, ...settings };
    const demo = await startDemo({ port: 0, database: ':memory:', sandbox });
    await use(demo);
    await demo.close();
  },
  quilla: async ({ page, demo }, use, testInfo) => {
    makeClicksReliable(page);
    const assertTraffic = watchTraffic(page, demo.sandboxUrl);
    const quilla = new DemoPage(page, demo);
    await quilla.load();
    await use(quilla);
    if (testInfo.status !== testInfo.expectedStatus) await attachWidget(page, testInfo);
    await assertTraffic();
  },
});
