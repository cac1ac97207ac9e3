import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { openShadowRoots } from '../cross-engine/driver.ts';
import { engines } from '../cross-engine/engines.ts';
import { waitUntil } from '../cross-engine/wait-until.ts';
import { WidgetUser } from '../cross-engine/widget-user.ts';

/** An expression: chooses a value, as a user does. */
const choose = (id: string, value: string): string => `(() => {
  const control = document.querySelector('#${id}');
  control.value = '${value}';
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
})()`;

for (const [engine, start] of Object.entries(engines)) {
  const driver = await start();
  const shows = (what: string, expression: string): Promise<void> => waitUntil(what, () => driver!.inPage(expression));
  describe(`a developer with ${engine}`, { skip: driver ? false : 'not on this machine' }, () => {
    let demo: Demo;

    before(async () => {
      demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
    });

    after(async () => {
      await driver?.close();
      await demo.close();
    });

    it('chooses in the playground, reads and copies the code, and links a bank with the button', async () => {
      const user = new WidgetUser(driver!);
      await driver!.goto(`${demo.hostUrl}/playground/`);
      await driver!.inPage(openShadowRoots);
      await shows('the code', `!!document.querySelector('#page-code code')`);
      await driver!.inPage(choose('page', 'vue'));
      await driver!.inPage(choose('lang', 'es'));
      await shows('the code for Vue', `document.querySelector('#page-code').textContent.includes('<template>')`);
      assert.ok(String(await driver!.inPage('location.href')).includes('vue'), 'the address has the choices');
      await user.press('#page-code article button');
      await shows(
        'that it is copied',
        `/^(Copied|Selected)$/.test(document.querySelector('#page-code button').textContent)`,
      );
      await user.press('#stage araucaria-connect-button');
      await user.read('Elige tu banco');
      await user.click('[role="option"]');
      await user.click('consent-step .primary');
      await user.type('[name="user"]', 'ok');
      await user.type('[name="password"]', 'araucaria');
      await driver!.press('Enter');
      await shows('the event', `document.querySelector('#log').textContent.includes('araucaria-success')`);
    });

    it('checks a token endpoint with the form of the documentation', async () => {
      const user = new WidgetUser(driver!);
      await driver!.goto(`${demo.hostUrl}/docs/diagnose`);
      await shows('the form', `!!document.querySelector('.diagnosis button')`);
      const script = `${demo.sandboxUrl}/widget/araucaria-connect.js`;
      await driver!.inPage(`void (document.querySelector('[name="widget-src"]').value = '${script}')`);
      await user.press('.diagnosis button');
      const findings = `document.querySelector('.diagnosis [role="status"]').textContent`;
      await shows('what the endpoint answers', `${findings}.includes('answers, and takes POST alone')`);
      assert.ok(!String(await driver!.inPage(findings)).includes('To change'), 'nothing is wrong with the demo');
    });
  });
}
