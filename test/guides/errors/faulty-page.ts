import { readFileSync } from 'node:fs';
import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { toNodeHandler } from 'araucaria-connect/node';
import { startSandbox } from 'araucaria-connect/sandbox';
import { createTokenHandler } from 'araucaria-connect/server';
import { exitWidget } from 'araucaria-connect/testing';
import { scriptRoute, serve, type Route } from '../../support/serve.ts';
import type { AnySetup, Setup } from './fault.ts';

/** What a developer and a user see of a failed run. */
export type Seen = {
  code: string;
  message: string;
  retryable: boolean;
  /** The line below the button. */
  below: string;
  /** The heading and the text of the widget's last failure; empty if it showed none. */
  widget: string;
  /** The button's lines on the console. */
  console: string[];
};

const bundle = scriptRoute(readFileSync('dist/araucaria-connect-button.js'));
const widgetScript = scriptRoute(readFileSync('dist/widget/araucaria-connect.js'));

/** A real page with a button, its backend and a sandbox. */
export class FaultyPage implements AsyncDisposable {
  readonly page: Page;
  readonly #console: string[] = [];
  readonly #closers: (() => Promise<void>)[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('console', (line) => {
      if (line.text().startsWith('<araucaria-connect-button>')) this.#console.push(line.text());
    });
  }

  /** Starts the servers, opens the page and presses the button. */
  async press(given: AnySetup): Promise<void> {
    const { page } = this;
    const setup = await this.open(given);
    await setup.before?.(page, page.context());
    await page.locator('araucaria-connect-button').first().getByRole('button').click();
    await setup.after?.(page, page.context());
  }

  /** Starts the servers and opens the page. */
  async open(given: AnySetup): Promise<Setup> {
    const sandbox = await startSandbox(typeof given === 'function' ? {} : given.sandbox);
    this.#closers.push(() => sandbox.close());
    const [hostRoutes, otherRoutes]: Record<string, Route>[] = [{}, {}];
    const [host, other] = await Promise.all([serve(hostRoutes!), serve(otherRoutes!)]);
    this.#closers.push(host.close, other.close);
    const places = {
      host: host.origin,
      sandbox: sandbox.url,
      widgetSrc: sandbox.widgetSrc,
      other: other.origin.replace('127.0.0.1', 'localhost'),
      createConnection: async () => (await sandbox.createConnection()).connectionId,
    };
    const setup = typeof given === 'function' ? await given(places) : given;
    const { attributes = 'token-endpoint="/api/widget-token"', script = '', markup = '', policy, origin } = setup;
    const handler = createTokenHandler({
      apiKey: sandbox.apiKey,
      apiUrl: sandbox.url,
      authorize: () => true,
      onError() {},
      ...setup.options,
    });
    const html = `<!doctype html><html lang="en"><title>Page</title><script src="/bundle.js"></script>
      <araucaria-connect-button ${/widget-src=/.test(attributes) ? '' : `widget-src="${sandbox.widgetSrc}"`} ${attributes}></araucaria-connect-button>${markup}
      <script>
        const button = document.querySelector('araucaria-connect-button');
        addEventListener('araucaria-exit', ({ detail: { error } }) => {
          const { code, message, retryable } = error;
          window.seen = { code, message, retryable };
        });
        ${script}
      </script></html>`;
    Object.assign(hostRoutes!, {
      '/': (_request, response) =>
        void response
          .writeHead(200, { 'Content-Type': 'text/html', ...(policy && { 'Content-Security-Policy': policy }) })
          .end(html),
      '/bundle.js': bundle,
      '/araucaria-connect.js': widgetScript,
      '/api/widget-token': setup.endpoint ?? ((request, response) => void toNodeHandler(handler)(request, response)),
    } satisfies Record<string, Route>);
    for (const path of ['/', '/v1/connections', '/widget.js', '/api/widget-token'])
      if (setup.other) otherRoutes![path] = setup.other;
    if (origin) {
      await this.page.route(`${origin}/**`, async (route) =>
        route.fulfill({ response: await route.fetch({ url: host.origin + new URL(route.request().url()).pathname }) }),
      );
      this.#closers.unshift(() => this.page.unrouteAll({ behavior: 'wait' }));
    }
    await this.page.goto(origin ?? host.origin);
    return setup;
  }

  /** The widget's frame that shows a step; undefined if none does. */
  async widget(): Promise<Frame | undefined> {
    for (const frame of this.page.frames()) {
      const isWidget = frame.url().endsWith('/frame/index.html') && !frame.isDetached();
      if (
        isWidget &&
        (await frame
          .locator('main h1')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    return undefined;
  }

  /** What is seen of the failure. A user closes the widget that shows it. */
  async seen(): Promise<Seen> {
    const { page } = this;
    let screen = '';
    await expect(async () => {
      const failure = (await this.widget())?.locator('[data-kind="failure"]');
      if (failure && (await failure.count()) > 0) screen = await textOf(failure.locator('..'));
      expect(screen !== '' || (await this.#end()) !== null).toBe(true);
    }).toPass({ intervals: [20] });
    if ((await this.#end()) === null) await exitWidget(page);
    await expect.poll(() => this.#end()).not.toBeNull();
    const below = await page.locator('araucaria-connect-button').getByRole('status').last().innerText();
    // Where two buttons are, only one has failed.
    return { ...(await this.#end())!, below, widget: screen, console: this.#console };
  }

  #end(): Promise<Pick<Seen, 'code' | 'message' | 'retryable'> | null> {
    return this.page.evaluate('window.seen ?? null');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers) await close();
  }
}

/** The heading and the text of a failure, as the documentation has them: without the link to a bank's own page. */
async function textOf(step: Locator): Promise<string> {
  const [title, text] = await step.locator('h1, .result > p').allTextContents();
  return `**${title}** ${text}`;
}
