import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { engines } from './engines.ts';
import { WidgetUser } from './widget-user.ts';

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  const driver = await engines[engine]?.();
  describe(`a user whose network goes away, in ${engine}`, { skip: driver ? false : 'not on this machine' }, () => {
    let demo: Demo;

    before(async () => {
      demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
    });

    after(async () => {
      await driver?.close();
      await demo.close();
    });

    it('keeps what they typed, reads so, and goes on when the network is back', async () => {
      assert.ok(driver);
      const user = new WidgetUser(driver);
      await user.open(demo.hostUrl);
      await user.click('[role="option"]');
      await user.click('consent-step .primary');
      await user.read('Password');

      await driver.setOffline(true);
      await user.type('[name="user"]', 'otp');
      await user.type('[name="password"]', 'araucaria');
      await driver.press('Enter');
      await user.read('You’re offline. Nothing was sent.');
      assert.equal(await user.valueOf('[name="user"]'), 'otp');
      assert.equal(await user.valueOf('[name="password"]'), 'araucaria');
      await driver.setOffline(false);
      await user.read('Enter your code');

      // A complete code sends itself.
      await driver.setOffline(true);
      await user.type('#code', '123456');
      await user.read('You’re offline. Nothing was sent.');
      assert.equal(await user.valueOf('#code'), '123456');
      await driver.setOffline(false);
      await user.read('Your bank is connected');
    });
  });
}
