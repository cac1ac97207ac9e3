import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scriptRoute, serve, tokenRoute, type Served } from '../../support/serve.ts';
import { expect, test as base, WidgetPage } from '../widget/support/fixtures.ts';

const root = join(import.meta.dirname, '../../..');

const test = base.extend<{ turbo: Served }>({
  turbo: async ({ araucaria }, use) => {
    const widgetSrc = `${araucaria.origin}/widget/araucaria-connect.js`;
    const button = `<araucaria-connect-button token-endpoint="/token" widget-src="${widgetSrc}"></araucaria-connect-button>`;
    let visits = 0;
    const served = await serve({
      '/': (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><html lang="en"><head>
          <title>Host</title><meta name="turbo-refresh-method" content="morph">
          <script>
            heard = [];
            for (const end of ['success', 'exit']) document.addEventListener('araucaria-' + end, () => heard.push(end));
          </script>
          <script src="/turbo.js"></script><script src="/button.js"></script><script src="${widgetSrc}"></script></head>
          <body><p id="visits">Visit ${(visits += 1)}</p><div id="permanent" data-turbo-permanent>${button}</div>
          <div id="plain">${button}</div></body></html>`),
      '/turbo.js': scriptRoute(await readFile(join(root, 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js'))),
      '/button.js': scriptRoute(await readFile(join(root, 'dist/araucaria-connect-button.js'))),
      '/token': tokenRoute,
    });
    await use({ ...served, origin: served.origin.replace('127.0.0.1', 'localhost') });
    await served.close();
  },
});

/** What replaces or morphs the body of a page: expressions that the page runs. */
const swaps = {
  'a page refresh of Turbo that morphs': "Turbo.visit(location.href, { action: 'replace' })",
  'a stream of Turbo that refreshes': 'Turbo.session.refresh(location.href)',
  'a visit of Turbo that replaces the body': "Turbo.visit('/?elsewhere', { action: 'replace' })",
  'a new body': "document.body.replaceWith(Object.assign(document.createElement('body'), { innerHTML: visit }))",
  'a body that is emptied': 'document.body.innerHTML = visit',
  'an assignment to document.body':
    "document.body = Object.assign(document.createElement('body'), { innerHTML: visit })",
};

/** Who opens the widget and is still there after the swap, and how. */
const openers = {
  'Araucaria.open': `Araucaria.open({ token: 't', connectionId: 'conn_1',
    onSuccess: () => heard.push('success'), onExit: () => heard.push('exit') })`,
  'a permanent button': "document.querySelector('#permanent > *').open()",
  'a button that did not change': "document.querySelector('#plain > *').open()",
};

for (const [swap, expression] of Object.entries(swaps)) {
  for (const [opener, open] of Object.entries(openers)) {
    const byTurbo = expression.startsWith('Turbo');
    // Who opened it is gone then, and the run with it.
    if (!byTurbo && opener !== 'Araucaria.open') continue;
    if (swap.includes('replaces') && opener.includes('change')) continue;
    test(`${swap} leaves the widget and what was typed, opened by ${opener}`, async ({ turbo, page }) => {
      await page.goto(turbo.origin);
      await page.evaluate(`void ${open}`);
      const widget = new WidgetPage(page);
      await expect.poll(() => widget.frames.length).toBe(1);
      await widget.choose();
      await widget.frame.getByLabel('User name').fill('somebody');
      await page.evaluate(`{ const visit = '<p id="visits">Visit 2</p>'; ${expression}; 0 }`);
      await expect(page.locator('#visits')).toHaveText('Visit 2');
      await expect(widget.frame.getByLabel('User name')).toHaveValue('somebody');
      await widget.frame.getByLabel('Password', { exact: true }).fill('araucaria');
      await widget.frame.getByRole('button', { name: 'Continue' }).click();
      await widget.end('Done');
      await expect.poll(() => page.evaluate('heard')).toEqual(['success']);
    });
  }
}
