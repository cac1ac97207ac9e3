import { join } from 'node:path';
import { linkBank } from 'araucaria-connect/testing';
import { kindOf } from '../../demo/playground/generator/pages.js';
import { apps, chosenApps } from '../frameworks/apps.ts';
import { serveApp, type AppServer } from '../frameworks/support/app-server.ts';
import { combinations, parts } from '../support/playground-choices.ts';
import { pathOf } from './support/app-pages.ts';
import { expect, test, valueOf } from './support/fixtures.ts';

for (const name of chosenApps()) {
  test.describe(`the app in ${kindOf(name).title}, under its own policy, links a bank, with`, () => {
    let server: AppServer;
    test.beforeAll(async () => {
      const app = apps[name];
      if (!app) throw new Error(`Expected the app ${name}.`);
      server = await serveApp(app, join(process.env['APPS_FOLDER'] ?? '', name));
    });
    test.afterAll(() => server[Symbol.asyncDispose]());

    for (const [index, choices] of combinations.entries()) {
      test(`combination ${index}`, async ({ generated, page }) => {
        const { host, sandboxes } = generated;
        await generated.prepareExample({ ...choices, page: name });
        host.site = {
          policy: valueOf(generated.generate({ ...choices, page: name }).policy),
          async answer(path) {
            const answer = await server.fetch(new Request(host.url + path));
            const type = answer.headers.get('Content-Type') ?? '';
            const isText = /html|javascript|json|text/.test(type);
            // The code names the usual address.
            const body = isText
              ? (await answer.text()).replaceAll(parts.sandboxUrl, sandboxes.sandbox.url)
              : await answer.arrayBuffer();
            return new Response(body, { status: answer.status, headers: { 'Content-Type': type } });
          },
        };
        await page.goto(host.url + pathOf(name, index));
        const connectionId = await linkBank(page);
        if (choices.connectionId) expect(connectionId).toBe(choices.connectionId);
        // Angular's forms send nothing themselves.
        if (choices.autosubmit && name !== 'angular') {
          await expect(page).toHaveURL(new RegExp(`${choices.name || 'connection'}=${connectionId}`));
        } else {
          await expect(page.locator('araucaria-connect-button')).toHaveJSProperty('value', connectionId);
        }
      });
    }
  });
}
