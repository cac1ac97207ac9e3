import { expect, test } from '@playwright/test';
import { bundle } from '../../../support/bundle.ts';
import { scriptRoute, serve, tokenRoute } from '../../../support/serve.ts';

test('the development build of Lit has nothing to warn of', async ({ page }) => {
  const script = await bundle("import './dist/button/index.js';", {
    resolve: { conditions: ['development', 'browser', 'module'] },
  });
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const served = await serve({
    '/': `<!doctype html><html lang="es"><link rel="icon" href="data:,"><script src="/app.js"></script>
      <form><araucaria-connect-button token-endpoint="/token" name="bank" value="conn_1" widget-src="http://127.0.0.1:1/w.js"
      ><br></araucaria-connect-button></form>`,
    '/app.js': scriptRoute(script),
    '/token': tokenRoute,
  });
  await page.goto(served.origin);
  const button = page.getByRole('button');
  await expect(button).toHaveAccessibleName('Conecta tu banco');
  await page.evaluate(
    `Object.assign(document.querySelector('araucaria-connect-button'), { connectionId: 'conn_2', value: '' })`,
  );
  await page.evaluate(`document.querySelector('form').reset()`);
  await button.click();
  await expect(page.getByRole('status')).toContainText('Ahora no puedes conectar un banco.');
  // The widget script that is not there, as the browser and the element tell it.
  const warnings = lines.filter((line) => !/ERR_|<araucaria-connect-button>/.test(line));
  // The line that every page with this build has: the test would else be one of another build.
  expect(warnings).toEqual([expect.stringContaining('Lit is in dev mode')]);
  await served.close();
});
