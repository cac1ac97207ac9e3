import { expect, test, type HostWindow } from '../support/fixtures.ts';
import { openError } from '../support/open-error.ts';

test('the script has a version, and a second copy of it changes nothing', async ({ araucaria, widget, page }) => {
  await widget.open();
  await page.addScriptTag({ url: `${araucaria.origin}/widget/araucaria-connect.js?again` });
  expect(await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.version)).toMatch(/^\d+\.\d+\.\d+/);
  expect(await page.evaluate(openError("{ token: 't', connectionId: 'c' }"))).toMatch(/another widget is open/);
});

test('the script finds its frame as a module, where document.currentScript is null', async ({
  araucaria,
  host,
  page,
  widget,
}) => {
  host.scriptTag = `<a id="Araucaria"></a><script type="module" src="${araucaria.origin}/widget/araucaria-connect.js"></script>`;
  await page.goto(host.url);
  await widget.open();
  await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
});

test('the script loads its frame from the documented address when the page has no script tag for it', async ({
  araucaria,
  host,
  page,
}) => {
  const frameRequest = page.waitForRequest(
    (request) => request.isNavigationRequest() && request.frame() !== page.mainFrame(),
  );
  await page.route('https://api.araucaria.money/**', (route) => route.abort());
  await page.route(host.url, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(host.url);
  const script = await (await fetch(`${araucaria.origin}/widget/araucaria-connect.js`)).text();
  // Runs as it would inside a host's bundle.
  await page.evaluate(script);
  await page.evaluate("Araucaria.open({ token: 't', connectionId: 'c' })");
  expect((await frameRequest).url()).toBe('https://api.araucaria.money/widget/frame/index.html');
});
