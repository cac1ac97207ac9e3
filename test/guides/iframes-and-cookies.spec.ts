import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { expect } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { createTokenHandler, type TokenHandlerOptions } from 'araucaria-connect/server';
import { linkBank } from 'araucaria-connect/testing';
import { serve as serveRoutes } from '../support/serve.ts';
import { guideFile, test } from './guide-site.ts';

const widgetSrc = (url: string): string => `widget-src="${url}/widget/araucaria-connect.js"`;

/** A token endpoint of the page's site and of another origin, which notes a header of each request. */
async function startApi(sandbox: Sandbox, header: string, options: Partial<TokenHandlerOptions>) {
  const seen: (string | null)[] = [];
  const mintWidgetToken = createTokenHandler({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    authorize: ({ headers }) => {
      seen.push(headers.get(header));
      return true;
    },
    ...options,
  });
  const server = serve({ fetch: (request) => mintWidgetToken(request), hostname: 'localhost', port: 0 });
  await once(server, 'listening');
  return {
    endpoint: `http://localhost:${(server.address() as AddressInfo).port}/widget-token`,
    seen,
    [Symbol.dispose]: () => void server.close(),
  };
}

for (const credentials of ['include', 'same-origin'] as const) {
  test(`the token endpoint of another origin ${credentials === 'include' ? 'gets' : 'does not get'} the session's cookie with credentials="${credentials}"`, async ({
    page,
    site,
    sandbox,
  }) => {
    using api = await startApi(sandbox, 'Cookie', { allowedOrigins: [site.url] });
    await page.context().addCookies([{ name: 'session', value: 'ana', url: api.endpoint, sameSite: 'Lax' }]);
    const html = guideFile('iframes-and-cookies/page.html')
      .replace('https://api.example.com/widget-token', api.endpoint)
      .replace('credentials="include"', `credentials="${credentials}" ${widgetSrc(sandbox.url)}`);
    site.app.get('/page', (context) => context.html(`<!doctype html><title>A page</title>${html}`));
    await page.goto(`${site.url}/page`);
    await linkBank(page);
    expect(api.seen).toEqual([credentials === 'include' ? 'session=ana' : null]);
  });
}

for (const isNamed of [true, false]) {
  test(`an access token ${isNamed ? 'reaches' : 'does not reach'} an endpoint of another origin that ${isNamed ? 'names' : 'does not name'} its header`, async ({
    page,
    site,
    sandbox,
  }) => {
    using api = await startApi(sandbox, 'Authorization', {
      allowedOrigins: [site.url],
      ...(isNamed && { allowedHeaders: ['Authorization'] }),
    });
    // Playwright answers preflights itself while it routes requests.
    await page.unrouteAll();
    site.app.get('/araucaria-connect.js', ({ body }) =>
      body(readFileSync('dist/araucaria-connect-button.js'), 200, { 'Content-Type': 'text/javascript' }),
    );
    site.app.get('/page', (context) =>
      context.html(`<!doctype html><title>A page</title>
        <script async src="/araucaria-connect.js"></script>
        <araucaria-connect-button ${widgetSrc(sandbox.url)} token-endpoint="${api.endpoint}"></araucaria-connect-button>
        <script>const getAccessToken = async () => 'access-ana';</script>
        <script>${guideFile('iframes-and-cookies/access-token/page.js')}</script>`),
    );
    await page.goto(`${site.url}/page`);
    if (isNamed) await linkBank(page);
    else {
      const refused = page.waitForEvent('console', (line) => line.text().includes('blocked by CORS policy'));
      await page.getByRole('button', { name: 'Connect your bank' }).click();
      await refused;
    }
    expect(api.seen).toEqual(isNamed ? ['Bearer access-ana'] : []);
  });
}

const line = (name: string): string => guideFile(`content-security-policy/lines/${name}.txt`).trimEnd();

for (const isNamed of [true, false]) {
  test(`a page ${isNamed ? 'opens' : 'does not open'} in the iframe of another site whose origin its policy ${isNamed ? 'names' : 'lacks'}`, async ({
    page,
    site,
  }) => {
    const around = await serveRoutes({
      '/': (_request, response) =>
        void response
          .writeHead(200, {
            'Content-Type': 'text/html',
            'Content-Security-Policy': line('embedding-site')
              .split(': ')[1]!
              .replace('https://app.example.com', site.url),
          })
          .end(
            `<!doctype html><title>Outside</title><iframe src="${site.url}/page" width="400" height="700"></iframe>`,
          ),
    });
    const outer = around.origin;
    await using sandbox = await startSandbox({ bankDelay: 50, allowedOrigins: [outer, site.url] });
    const policy = line('embedded-page').split(': ')[1]!;
    const html = guideFile('content-security-policy/pages/cdn.html')
      .replace('<araucaria-connect-button', `$& ${widgetSrc(sandbox.url)}`)
      .replace('/api/widget-token', '/other-token');
    const mintWidgetToken = createTokenHandler({
      apiKey: sandbox.apiKey,
      apiUrl: sandbox.url,
      authorize: () => true,
    });
    site.app.all('/other-token', (context) => mintWidgetToken(context.req.raw));
    site.app.get('/page', (context) =>
      context.html(`<!doctype html><title>Inside</title>${html}`, 200, {
        'Content-Security-Policy': isNamed ? policy.replace('https://www.example.com', outer) : policy,
      }),
    );
    try {
      const answered = page.waitForResponse(`${site.url}/page`);
      await page.goto(outer);
      await answered;
      const inside = page.frameLocator('iframe').locator('araucaria-connect-button').getByRole('button');
      if (isNamed) {
        expect(await linkBank(page, { opener: inside })).toMatch(/^\w+$/);
      } else {
        await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
      }
    } finally {
      await around.close();
    }
  });
}
