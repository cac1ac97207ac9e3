import { expect, test as base, type Frame, type Page } from '@playwright/test';
import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { closeBy } from '../../../../src/testing/close-by.ts';
import { makeClicksReliable } from '../../../support/reliable-clicks.ts';
import { FakeAraucaria, FakeHost } from './servers.ts';

/** A call of one of the host page's callbacks. */
export type HostCall = { callback: string; detail: unknown };

/** A host page with the widget, and the actions of its user. */
export class WidgetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The widget's frames. Playwright can't reach their elements in the closed shadow root; they have no name, a test's own frames do. */
  get frames(): Frame[] {
    return this.page.frames().filter((frame) => frame.parentFrame() && !frame.name() && !frame.isDetached());
  }

  /** The one frame of an open widget. */
  get frame(): Frame {
    const [frame] = this.frames;
    if (!frame) throw new Error('Expected the widget to be open; the page has no frame.');
    return frame;
  }

  /** Waits for the frame of a widget that a button opens. The button may have had another one, only for the cache. */
  async waitUntilOpen(): Promise<void> {
    await expect
      .poll(() => this.frames.map((frame) => frame.url()))
      .toEqual([expect.stringMatching(/\/frame\/index\.html$/)]);
  }

  /**
   * Calls `Araucaria.open` from a click, as hosts do. `requestToken` resolves with the next of `tokens`, the last one
   * repeatedly. A token that starts with `!` is a retryable failure instead, one that starts with `?` a final failure.
   */
  async open(options: Record<string, unknown> = {}, tokens: string[] = []): Promise<void> {
    await this.page.evaluate(
      ([given, answers]) => {
        const host = globalThis as unknown as HostWindow;
        host.calls = [];
        host.tokenRequests = 0;
        const record = (callback: string, detail: unknown): void => void host.calls.push({ callback, detail });
        const requestToken = async (): Promise<unknown> => {
          const answer = answers[host.tokenRequests] ?? answers.at(-1)!;
          host.tokenRequests += 1;
          if (answer.startsWith('!'))
            throw Object.assign(new Error(answer), { code: 'token-request-failed', retryable: true });
          if (answer.startsWith('?'))
            throw Object.assign(new Error(answer), { code: 'unauthorized', retryable: false });
          return { widgetToken: answer, connectionId: `conn_${host.tokenRequests}` };
        };
        // A test may have polluted `Object.prototype`, from which `addEventListener` would read its options.
        // oxlint-disable-next-line unicorn/prefer-add-event-listener -- Each call replaces the listener of the one before.
        document.querySelector<HTMLElement>('#opener')!.onclick = () => {
          host.handle = host.Araucaria.open({
            ...(answers.length > 0 ? { requestToken } : { token: 'token-1', connectionId: 'conn_1' }),
            onSuccess: (...details: unknown[]) => record('success', details),
            onExit: (...details: unknown[]) =>
              record(
                'exit',
                details.map((error) => {
                  const { message, code, retryable } = error as { message: string; code: string; retryable: boolean };
                  return { message, code, retryable };
                }),
              ),
            onEvent: (event: unknown) => record('event', event),
            ...given,
          });
        };
      },
      [options, tokens] as const,
    );
    await this.page.click('#opener');
    // The widget is open, or the run has ended already.
    await expect.poll(async () => this.frames.length + (await this.outcomes()).length).toBe(1);
  }

  /** The calls that end a run: `onSuccess` and `onExit`. */
  async outcomes(): Promise<HostCall[]> {
    const calls = await this.page.evaluate(() => (globalThis as unknown as HostWindow).calls);
    return calls.filter(({ callback }) => callback !== 'event');
  }

  /** Waits for `onSuccess`. */
  async waitForSuccess(): Promise<void> {
    await expect.poll(() => this.outcomes()).toMatchObject([{ callback: 'success' }]);
  }

  /** Presses a button of the widget that closes it. */
  async closeWith(button: string): Promise<void> {
    const { frame } = this;
    await this.waitForClose(async () => {
      // The step's own button, if it has one of that name, comes after the bar's.
      const pressed = frame.getByRole('button', { name: button }).last();
      await pressed.waitFor();
      await waitForPaint(frame);
      await pressed.click();
    });
  }

  /** Runs an action that closes the widget, and waits until its frame is gone. */
  async waitForClose(action: () => Promise<void>): Promise<void> {
    const gone = this.page.waitForEvent('framedetached', { timeout: 60_000 });
    await closeBy(gone, action);
  }

  /** Chooses a bank in the list and goes to its form. */
  async chooseBank(bank = 'Banco de los Andes'): Promise<void> {
    const option = this.frame.getByRole('option', { name: bank }).first();
    await option.waitFor();
    await waitForPaint(this.frame);
    await option.click();
    await this.giveConsent(bank);
  }

  /** Agrees on the consent step, which leads to the form. */
  async giveConsent(bank = 'Banco de los Andes'): Promise<void> {
    await this.frame.getByRole('heading', { name: `Connect ${bank} to ` }).waitFor();
    await this.frame.getByRole('button', { name: 'Agree and continue' }).click();
    await this.frame.getByRole('heading', { name: `Sign in to ${bank}` }).waitFor();
  }

  /** Fills the form in and sends it. */
  async signIn(username = 'ok', password = 'araucaria'): Promise<void> {
    await this.frame.getByLabel('User name').fill(username);
    await this.frame.getByLabel('Password', { exact: true }).fill(password);
    await this.frame.getByRole('button', { name: /^(Continue|Reconnect)$/ }).click();
  }
}

/** The host page's globals, in the browser. */
export type HostWindow = {
  Araucaria: { open(options: unknown): HostWindow['handle']; preload(): void; version: string };
  handle: { close(): void; setColorScheme(colorScheme: string): void };
  calls: HostCall[];
  tokenRequests: number;
};

export { expect } from '@playwright/test';

/** A test with a fake Araucaria, a fake host, and the host's page open in a browser. */
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
