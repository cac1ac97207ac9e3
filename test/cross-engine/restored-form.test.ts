import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { scriptRoute, serve, type Served } from '../support/serve.ts';
import { engines } from './engines.ts';
import { waitUntil } from './wait-until.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js', 'utf8');

const form = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script src="/button.js"></script>
  <form action="/next"><input name="name"><araucaria-connect-button name="bank"></araucaria-connect-button></form>`;

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  const driver = await engines[engine]?.();
  describe(`a form that was submitted, in ${engine}`, { skip: driver ? false : 'not on this machine' }, () => {
    let served: Served;

    before(async () => {
      served = await serve({ '/': form, '/next': '<p>Next', '/button.js': scriptRoute(bundle) });
    });

    after(async () => {
      await driver?.close();
      await served.close();
    });

    it('has its connection, and shows it as connected, after the browser’s Back', async () => {
      assert.ok(driver);
      await driver.goto(`${served.origin}/`);
      // With such a listener, Chromium and Firefox load the page again and restore its form. WebKit keeps the page as it was.
      await driver.inPage(`addEventListener('unload', () => {})`);
      await driver.inPage(`void (document.querySelector('input').value = 'Ana')`);
      await driver.inPage(`void (document.querySelector('araucaria-connect-button').value = 'conn_1')`);
      // By a timer, here and below: what makes the page leave would end its own evaluation.
      await driver.inPage(`void setTimeout(() => document.querySelector('form').requestSubmit())`);
      await waitUntil('the next page', async () => (await driver.pageText()).includes('Next'));
      await driver.inPage('void setTimeout(() => history.back())');
      const state = `(() => {
        const button = document.querySelector('araucaria-connect-button');
        return [document.querySelector('input')?.value, button?.value, button?.phase].join();
      })()`;
      // While the page changes there may be none to read.
      const read = (): Promise<unknown> => driver.inPage(state).catch(() => '');
      await waitUntil('the restored form', async () => (await read()) === 'Ana,conn_1,connected');
    });
  });
}
