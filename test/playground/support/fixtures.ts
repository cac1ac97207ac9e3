import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { generate } from '../../../demo/playground/generator/generate.js';
import type { Choices, Generated } from '../../../demo/playground/types.ts';
import { parts } from '../../support/playground-choices.ts';
import { startHost, type Host } from './host.ts';

export { expect };

const araucariaUrl = 'https://api.araucaria.money';

const root = join(import.meta.dirname, '../../..');

/** What pages load from unpkg.com. */
const cdn: Record<string, string> = {
  [`araucaria-connect@${parts.version}/dist/araucaria-connect-button.js`]: 'dist/araucaria-connect-button.js',
  [`araucaria-connect@${parts.version}/dist/araucaria-connect-embed.js`]: 'dist/araucaria-connect-embed.js',
  [`araucaria-connect@${parts.version}/dist/araucaria-connect-debug.js`]: 'dist/araucaria-connect-debug.js',
  'htmx.org@4.0.1': 'node_modules/htmx.org/dist/htmx.min.js',
  '@hotwired/turbo@8.0.23': 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js',
};

/** The Araucaria of each choice: one under its own address, and one in the place of the real one. */
type Sandboxes = Record<Choices['api'], Sandbox>;

/** A page that complains of nothing: no error, no warning, no violation of its policy. */
export class GeneratedPage {
  readonly page: Page;
  readonly host: Host;
  readonly sandboxes: Sandboxes;
  readonly complaints: string[] = [];
  /** What the page's own script and `debug` have written. */
  readonly logged: string[] = [];

  constructor(page: Page, host: Host, sandboxes: Sandboxes) {
    this.page = page;
    this.host = host;
    this.sandboxes = sandboxes;
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) this.logged.push(message.text());
      // `debug` asks the endpoint what it answers to another method.
      else if (!(/ 405 /.test(message.text()) && message.location().url.endsWith('/widget-token'))) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Has the host call the Araucaria of the choices, and breaks a connection where they name one: it is in the result. */
  async prepare(choices: Choices): Promise<Choices> {
    const sandbox = this.sandboxes[choices.api];
    this.host.sandbox = sandbox;
    if (!choices.connectionId) return choices;
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await sandbox.failAuth(connectionId);
    return { ...choices, connectionId };
  }

  /** The same for code that was built before, and names the sandbox's example. */
  async prepareExample({ api, connectionId }: Choices): Promise<void> {
    const sandbox = this.sandboxes[api];
    this.host.sandbox = sandbox;
    if (!connectionId) return;
    const { status } = await sandbox.connection(connectionId);
    if (status === 'CONNECTED') await sandbox.failAuth(connectionId);
  }

  /** The code for choices, with the sandbox of this test. */
  generate(choices: Choices): Generated {
    return generate(choices, { ...parts, sandboxUrl: this.sandboxes.sandbox.url });
  }

  /** The CDN, the real Araucaria and the endpoint on another origin, from this machine. */
  async playOtherOrigins(): Promise<void> {
    await this.page.route('https://unpkg.com/**', (route) => {
      const path = cdn[new URL(route.request().url()).pathname.slice(1)];
      return path
        ? route.fulfill({ path: join(root, path), headers: { 'Access-Control-Allow-Origin': '*' } })
        : route.fulfill({ status: 404 });
    });
    for (const [origin, actual] of [
      [araucariaUrl, this.sandboxes.araucaria.url],
      ['https://api.shop.example', `${this.host.url}/api`],
    ] as const) {
      await this.page.route(`${origin}/**`, async (route) => {
        const { pathname, search } = new URL(route.request().url());
        await route.fulfill({ response: await route.fetch({ url: actual + pathname + search }) });
      });
    }
  }
}

/** The policy without the name of its header. */
export const valueOf = (policy: string): string => policy.replace(/^Content-Security-Policy: /, '');

/** A test with a host, and a page that has to be free of complaints at the end. */
export const test = base.extend<{ generated: GeneratedPage }, { sandboxes: Sandboxes }>({
  sandboxes: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      const options = { port: 0, database: ':memory:', bankDelay: 20, seed: true };
      await using sandbox = await startSandbox(options);
      await using araucaria = await startSandbox({ ...options, publicUrl: araucariaUrl });
      await use({ sandbox, araucaria });
    },
    { scope: 'worker' },
  ],
  generated: async ({ page, sandboxes }, use) => {
    await using host = await startHost(sandboxes.sandbox);
    const generated = new GeneratedPage(page, host, sandboxes);
    await generated.playOtherOrigins();
    await use(generated);
    expect(generated.complaints).toEqual([]);
    // A request may still be under way.
    await page.unrouteAll({ behavior: 'wait' });
  },
});
