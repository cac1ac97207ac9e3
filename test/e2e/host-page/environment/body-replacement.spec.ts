import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';
import { expect, test as base, WidgetPage } from '../../widget/support/fixtures.ts';

const root = join(import.meta.dirname, '../../../..');

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
            events = [];
            for (const end of ['success', 'exit']) document.addEventListener('araucaria-' + end, () => events.push(end));
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

/** Expressions that replace, empty or morph the body of a page. */
const replacements = {
  'a page refresh of Turbo that morphs': "Turbo.visit(location.href, { action: 'replace' })",
  'a stream of Turbo that refreshes': 'Turbo.session.refresh(location.href)',
  'a visit of Turbo that replaces the body': "Turbo.visit('/?elsewhere', { action: 'replace' })",
  'a new body': "document.body.replaceWith(Object.assign(document.createElement('body'), { innerHTML: visit }))",
  'a body that is emptied': 'document.body.innerHTML = visit',
  'an assignment to document.body':
    "document.body = Object.assign(document.createElement('body'), { innerHTML: visit })",
};

/** Expressions that open the widget, from callers that are still on the page afterwards. */
const openers = {
  'Araucaria.open': `Araucaria.open({ token: 't', connectionId: 'conn_1',
    onSuccess: () => events.push('success'), onExit: () => events.push('exit') })`,
  'a permanent button': "document.querySelector('#permanent > *').open()",
  'a button that did not change': "document.querySelector('#plain > *').open()",
};

for (const [replacement, expression] of Object.entries(replacements)) {
  for (const [opener, open] of Object.entries(openers)) {
    const byTurbo = expression.startsWith('Turbo');
    // The button is gone afterwards, and its run with it.
    if (!byTurbo && opener !== 'Araucaria.open') continue;
    if (replacement.includes('replaces') && opener.includes('change')) continue;
    test(`the widget opened by ${opener} and the typed text stay after ${replacement}`, async ({ turbo, page }) => {
      await page.goto(turbo.origin);
      await page.evaluate(`void ${open}`);
      const widget = new WidgetPage(page);
      await widget.waitUntilOpen();
      await widget.chooseBank();
      await widget.frame.getByLabel('User name').fill('ana');
      await page.evaluate(`{ const visit = '<p id="visits">Visit 2</p>'; ${expression}; 0 }`);
      await expect(page.locator('#visits')).toHaveText('Visit 2');
      await expect(widget.frame.getByLabel('User name')).toHaveValue('ana');
      await widget.frame.getByLabel('Password', { exact: true }).fill('araucaria');
      await widget.frame.getByRole('button', { name: 'Continue' }).click();
      await widget.closeWith('Done');
      await expect.poll(() => page.evaluate('events')).toEqual(['success']);
    });
  }
}
