import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { engines } from './engines.ts';
import { waitUntil } from './wait-until.ts';

/** An expression: how much wider than the page one of its elements is, or the content of a pane than the pane. */
const excess = `(() => {
  const { right } = document.documentElement.getBoundingClientRect();
  return Math.max(
    ...[...document.body.querySelectorAll('*')].map((element) => element.getBoundingClientRect().right - right),
    ...[...document.querySelectorAll('.scroll')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  );
})()`;

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  const driver = await engines[engine]?.();
  describe(
    `a developer at the sandbox's console in ${engine}`,
    { skip: driver ? false : 'not on this machine' },
    () => {
      let sandbox: Sandbox;

      before(async () => {
        sandbox = await startSandbox({ port: 0, database: ':memory:' });
      });

      after(async () => {
        await driver?.close();
        await sandbox.close();
      });

      it('breaks a connection by keyboard, keeps the focus, and hears of it', async () => {
        assert.ok(driver);
        const { connectionId } = await sandbox.createConnection();
        await sandbox.connect(connectionId);
        await driver.goto(`${sandbox.url}/sandbox/`);
        await driver.inPage(`document.querySelector('[value="break"]').focus()`);
        await waitUntil('the focus', () => driver.hasFocus({ role: 'button', name: `Break ${connectionId}` }));
        await driver.press('Enter');
        await waitUntil('the focus to stay', () =>
          driver.hasFocus({ role: 'button', name: `Connect ${connectionId}` }),
        );
        const news = `document.querySelector('[role="log"]').textContent`;
        await waitUntil('the news', async () =>
          String(await driver.inPage(news)).includes(`${connectionId}: FAILED_AUTH`),
        );
      });

      it('scrolls nothing sideways, however narrow the window is', async () => {
        assert.ok(driver);
        for (const width of [1280, 390, 320]) {
          await driver.resize(width, 720);
          // WebKitGTK's window is at least 447 px wide: the page is made narrower in it.
          await driver.inPage(`void (document.documentElement.style.width = '${width}px')`);
          await waitUntil(`a window of about ${width} px`, async () => {
            const inner = Number(await driver.inPage('innerWidth'));
            return inner >= width && inner < width + 200;
          });
          assert.ok(Number(await driver.inPage(excess)) <= 0);
        }
      });
    },
  );
}
