import { expect, test as base, type Frame, type Page } from '@playwright/test';
import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { closeBy } from '../../../../src/testing/close-by.ts';
import { makeClicksReliable } from '../../../support/reliable-clicks.ts';
import { FakeAraucaria, FakeHost } from './servers.ts';

/** What the host page heard, in order. */
export type Heard = { callback: string; detail: unknown };

/** A host page with the widget, and what a test does with it. */
export class WidgetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The widget's frames: their elements are in a closed shadow root and, unlike a test's own frames, have no name. */
  get frames(): Frame[] {
    return this.page.frames().filter((frame) => frame.parentFrame() && !frame.name() && !frame.isDetached());
  }

  /** The one frame of an open widget. */
  get frame(): Frame {
    const [frame] = this.frames;
    if (!frame) throw new Error('Expected the widget to be open; the page has no frame.');
    return frame;
  }

  /**
   * Calls `Araucaria.open` from a click, as hosts do. `tokens` are what `requestToken` answers, one a call; a string
   * that starts with `!` is a retryable failure.
   */
  async open(options: Record<string, unknown> = {}, tokens: string[] = []): Promise<void> {
    await this.page.evaluate(
      ([given, answers]) => {
        const host = globalThis as unknown as HostWindow;
        host.heard = [];
        host.tokenRequests = 0;
        const hear = (callback: string, detail: unknown): void => void host.heard.push({ callback, detail });
        const requestToken = async (): Promise<unknown> => {
          const answer = answers[host.tokenRequests] ?? answers.at(-1)!;
          host.tokenRequests += 1;
          if (answer.startsWith('!'))
            throw Object.assign(new Error(answer), { code: 'token-request-failed', retryable: true });
          if (answer.startsWith('?'))
            throw Object.assign(new Error(answer), { code: 'unauthorized', retryable: false });
          return { widgetToken: answer, connectionId: `conn_${host.tokenRequests}` };
        };
        // Without an options object, whose members a test may have put on `Object.prototype`.
        // oxlint-disable-next-line unicorn/prefer-add-event-listener -- Each call replaces the one before.
        document.querySelector<HTMLElement>('#opener')!.onclick = () => {
          host.handle = host.Araucaria.open({
            ...(answers.length > 0 ? { requestToken } : { token: 'token-1', connectionId: 'conn_1' }),
            onSuccess: (...details: unknown[]) => hear('success', details),
            onExit: (...details: unknown[]) =>
              hear(
                'exit',
                details.map((error) => {
                  const { message, code, retryable } = error as { message: string; code: string; retryable: boolean };
                  return { message, code, retryable };
                }),
              ),
            onEvent: ({ name }: { name: string }) => hear('event', name),
            ...given,
          });
        };
      },
      [options, tokens] as const,
    );
    await this.page.click('#opener');
    // On screen, or over already.
    await expect.poll(async () => this.frames.length + (await this.ends()).length).toBe(1);
  }

  /** The terminal calls the host has heard. */
  async ends(): Promise<Heard[]> {
    const heard = await this.page.evaluate(() => (globalThis as unknown as HostWindow).heard);
    return heard.filter(({ callback }) => callback !== 'event');
  }

  /**
   * Waits until the host has heard that the bank is linked. The widget's own word for it goes by itself after 1.5 s, which
   * may be over before a busy machine has looked.
   */
  async connected(): Promise<void> {
    await expect.poll(() => this.ends()).toMatchObject([{ callback: 'success' }]);
  }

  /** Has the result stay on screen, to be looked at. */
  async keepResult(): Promise<void> {
    await this.page.evaluate(() => {
      const { setTimeout } = globalThis;
      Object.assign(globalThis, {
        setTimeout: (work: () => void, delay: number) => (delay === 1_500 ? 0 : setTimeout(work, delay)),
      });
    });
  }

  /** Presses a button that ends the run. */
  async end(button: string): Promise<void> {
    const { frame } = this;
    await this.whileLeaving(async () => {
      const pressed = frame.getByRole('button', { name: button });
      await pressed.waitFor();
      await waitForPaint(frame);
      await pressed.click();
    });
  }

  /** Does what closes the widget, and waits for the frame's end. A result goes by itself after 1.5 s. */
  async whileLeaving(action: () => Promise<void>): Promise<void> {
    const gone = this.page.waitForEvent('framedetached', { timeout: 60_000 });
    await closeBy(gone, action);
  }

  /** Goes to the form of a bank. */
  async choose(bank = 'Banco de los Andes'): Promise<void> {
    const option = this.frame.getByRole('option', { name: bank }).first();
    await option.waitFor();
    await waitForPaint(this.frame);
    await option.click();
    await this.agree(bank);
  }

  /** Agrees to what is shared, and goes to the form. */
  async agree(bank = 'Banco de los Andes'): Promise<void> {
    await this.frame.getByRole('heading', { name: `Link ${bank} to ` }).waitFor();
    await this.frame.getByRole('button', { name: 'Agree and continue' }).click();
    await this.frame.getByRole('heading', { name: `Sign in to ${bank}` }).waitFor();
  }

  /** Fills the form in and sends it. */
  async signIn(username = 'ok', password = 'araucaria'): Promise<void> {
    await this.frame.getByLabel('User name').fill(username);
    await this.frame.getByLabel('Password', { exact: true }).fill(password);
    await this.frame.getByRole('button', { name: 'Continue' }).click();
  }
}

/** The host page's globals, in the browser. */
export type HostWindow = {
  Araucaria: { open(options: unknown): { close(): void }; preload(): void; version: string };
  handle: { close(): void };
  heard: Heard[];
  tokenRequests: number;
};

export { expect } from '@playwright/test';

/** A test with an Araucaria, a host, and the host's page open in a browser. */
export const test = base.extend<{ araucaria: FakeAraucaria; host: FakeHost; widget: WidgetPage }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  araucaria: async ({}, use) => {
    const araucaria = await new FakeAraucaria().start();
    await use(araucaria);
    await araucaria.stop();
  },
  host: async ({ araucaria }, use) => {
    const host = await new FakeHost(`${araucaria.origin}/widget/araucaria-connect.js`).start();
    await use(host);
    await host.stop();
  },
  widget: async ({ page, host }, use) => {
    makeClicksReliable(page);
    await page.goto(host.url);
    await use(new WidgetPage(page));
  },
});
