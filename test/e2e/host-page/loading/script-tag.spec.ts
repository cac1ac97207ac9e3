import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js');

/** A widget with the documented functions only, whose user succeeds at once. */
const fakeWidget = `window.Araucaria = {
  open({ token, connectionId, onSuccess }) { setTimeout(() => onSuccess({ connectionId }), 20); },
};`;

/** `ORIGIN` becomes the page's origin, since `widget-src` takes only absolute URLs. */
const element =
  '<araucaria-connect-button token-endpoint="/token" widget-src="ORIGIN/widget.js"></araucaria-connect-button>';

const recorder = `<script>
  window.events = [];
  for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit'])
    addEventListener(name, (event) => events.push([name, event.detail]));
</script>`;

let served: Served;

async function open(page: Page, html: string, headers: Record<string, string> = {}): Promise<void> {
  served = await serve(
    {
      '/': (request, response) =>
        void response
          .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
          .end(html.replaceAll('ORIGIN', `http://${request.headers.host}`)),
      '/bundle.js': scriptRoute(bundle),
      '/widget.js': scriptRoute(fakeWidget),
      '/token': tokenRoute,
      '/recorder.js': scriptRoute(recorder.replace(/<\/?script>/g, '')),
      '/login': '<h1>Log in</h1>',
    },
    headers,
  );
  await page.goto(served.origin);
}

test.afterEach(() => served.close());

for (const [how, tag] of [
  ['a classic script', '<script src="/bundle.js"></script>'],
  ['a classic script after the element', ''],
  ['an async script', '<script async src="/bundle.js"></script>'],
  ['a deferred script', '<script defer src="/bundle.js"></script>'],
  ['a module', '<script type="module" src="/bundle.js"></script>'],
] as const) {
  test(`a user links a bank from an empty page with ${how}`, async ({ page }) => {
    await open(page, `${recorder}${tag}${element}${tag || '<script src="/bundle.js"></script>'}`);
    await page.getByRole('button', { name: 'Connect your bank' }).click();
    await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
    expect(await page.evaluate('events')).toEqual([
      ['araucaria-open', { connectionId: null }],
      ['araucaria-success', { connectionId: 'conn_small' }],
    ]);
  });
}

test('the page requests nothing before a pointer reaches a button, and one script for three buttons', async ({
  page,
}) => {
  await open(page, `<script src="/bundle.js"></script>${element.repeat(3)}`);
  await expect(page.getByRole('button')).toHaveCount(3);
  expect(served.requests.filter((path) => path !== '/favicon.ico')).toEqual(['/', '/bundle.js']);
  await page.getByRole('button').nth(1).hover();
  await expect.poll(() => served.requests).toContain('/widget.js');
  expect(served.requests).not.toContain('/token');
  for (const index of [0, 1, 2]) {
    await page.getByRole('button').nth(index).click();
    await expect(page.getByRole('status').nth(index)).toHaveText('Your bank is connected.');
  }
  expect(served.requests.filter((path) => path === '/widget.js')).toHaveLength(1);
});

test('a second copy of the script changes nothing and throws nothing', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  const tag = '<script src="/bundle.js"></script>';
  await open(page, `${tag}${element}${tag}<script type="module" src="/bundle.js?again"></script>`);
  await page.getByRole('button').click();
  await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
  expect(errors).toEqual([]);
});

test('a redirect to a login page asks the user whether they are signed in', async ({ page }) => {
  await open(page, `${recorder}<script src="/bundle.js"></script>${element.replace('/token', '/moved')}`);
  await page.route('**/moved', (route) => route.fulfill({ status: 302, headers: { Location: '/login' } }));
  await page.getByRole('button').click();
  await expect(page.getByRole('status')).toHaveText('Check that you’re signed in, then try again.');
});

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
const trusted = "; require-trusted-types-for 'script'; trusted-types lit-html araucaria-connect";
const head = '<script src="/recorder.js"></script>';

for (const [what, policy] of [
  ['a strict policy', strict],
  ['Trusted Types', strict + trusted],
  ['a nonce alone', "script-src 'nonce-n0nce'; style-src 'self'"],
  ['strict-dynamic', "script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'self'"],
] as const) {
  test(`the button works under ${what} without a violation`, async ({ page }) => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy|TrustedScript/i.test(message.text())) violations.push(message.text());
    });
    const nonced = (html: string): string =>
      policy.includes('nonce') ? html.replace(/<(script|araucaria-connect-button)/g, '<$1 nonce="n0nce"') : html;
    await open(page, nonced(`${head}<script src="/bundle.js"></script>${element}`), {
      'Content-Security-Policy': policy,
    });
    await page.getByRole('button').click();
    await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
    expect(violations).toEqual([]);
  });
}

test("the run ends with widget-blocked when the policy lacks the script's origin", async ({ page }) => {
  const other = await serve({ '/widget.js': scriptRoute(fakeWidget) });
  try {
    await open(page, `${head}<script src="/bundle.js"></script>${element.replace('ORIGIN', other.origin)}`, {
      'Content-Security-Policy': strict,
    });
    await page.getByRole('button').click();
    await expect(page.getByRole('status')).toHaveText('You can’t connect a bank right now.');
    const code = await page.evaluate('events.at(-1)[1].error.code');
    expect(code).toBe('widget-blocked');
    expect(other.requests).toEqual([]);
  } finally {
    await other.close();
  }
});

test("the run ends with widget-blocked when trusted-types lacks the button's policy", async ({ page }) => {
  await open(page, `${head}<script src="/bundle.js"></script>${element}`, {
    'Content-Security-Policy': `${strict}; require-trusted-types-for 'script'; trusted-types lit-html`,
  });
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('events.at(-1)?.[1].error?.code')).toBe('widget-blocked');
});

test('a report-only policy blocks nothing and is not reported as widget-blocked', async ({ page }) => {
  await open(page, `${head}<script src="/bundle.js"></script>${element}`, {
    'Content-Security-Policy-Report-Only': "script-src 'none'",
  });
  await page.getByRole('button').click();
  await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
});

test('the button shows its texts correctly on a page without a charset', async ({ page }) => {
  await open(page, `<html lang="es"><script src="/bundle.js"></script>${element}`, { 'Content-Type': 'text/html' });
  expect(await page.evaluate('document.characterSet')).toBe('windows-1252');
  await page.getByRole('button', { name: 'Conecta tu banco' }).click();
  await expect(page.getByRole('status')).toHaveText('Tu banco está conectado.');
});

test('a user links a bank with the first snippet of the documents', async ({ page }) => {
  const snippet = readFileSync('demo/snippets/page.html', 'utf8')
    .replace('https://unpkg.com/araucaria-connect', '/bundle.js')
    .replace('"/api/widget-token"', '"/token" widget-src="ORIGIN/widget.js"');
  await open(page, snippet);
  await page.getByRole('button', { name: 'Connect your bank' }).click();
  await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
});
