import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { createTokenHandler } from 'araucaria-connect/server';
import { toNodeHandler } from 'araucaria-connect/node';
import { scriptRoute, serve, tokenRoute, type Route, type Served } from '../../support/serve.ts';

/** A button with `debug`, and what a developer does with it. */
type Fault = {
  /** Attributes of the button, with {other} for the origin of another server. */
  attributes?: string;
  /** HTML around the button; `{button}` is its place. */
  page?: string;
  policy?: string;
  /** Routes of the page's own server, and of another one. */
  routes?: Record<string, Route>;
  others?: Record<string, Route>;
  /** What a script of the page does. */
  script?: string;
  /** Attributes of the button at the start. Default: `debug`. */
  switch?: '' | 'debug';
  /** What the console then says, in this order. */
  says: (string | RegExp)[];
};

const doctype = '<!doctype html><meta name="viewport" content="width=device-width">';
const status =
  (code: number, detail = '', headers: Record<string, string> = {}): Route =>
  (_request, response) =>
    void response
      .writeHead(code, { 'Content-Type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ detail }));
const html: Route = (_request, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>App');
/** A widget that ends with the failure of the token request, where there is one. */
const widget = scriptRoute(`window.Araucaria = { version: '1.0.0', open({ requestToken, onExit }) {
  requestToken(new AbortController().signal).catch(onExit);
  return { close() {} };
} };`);
const frame = { '/widget/frame/index.html': '<!doctype html><p>frame' };

/** A real token handler, without a network. */
const realHandler = (authorized: boolean): Route => {
  const handler = createTokenHandler({
    apiKey: 'arau_test',
    authorize: () => authorized,
    onError: () => undefined,
    fetch: () => Promise.resolve(Response.json({ connectionId: 'conn_1', widgetToken: 'wtk_1' })),
  });
  return (request, response) => void toNodeHandler(handler)(request, response);
};

/** A widget that fails with a code, as the real one does. */
const failing = (code: string): Record<string, Route> => ({
  ...frame,
  '/widget/araucaria-connect.js': scriptRoute(`window.Araucaria = { version: '1.0.0', open({ onExit }) {
    setTimeout(() => onExit(Object.assign(new Error('The widget says why.'), { code: '${code}', retryable: false })));
    return { close() {} };
  } };`),
});

const faults: Record<string, Fault> = {
  'no token-endpoint': {
    attributes: 'token-endpoint=""',
    says: [
      'token-endpoint to be an http(s) URL; got none',
      'token-endpoint="/api/widget-token"',
      'errors/misconfigured',
    ],
  },
  'a token-endpoint where no server listens': {
    attributes: 'token-endpoint="http://127.0.0.1:1/token"',
    says: ['Nothing answers at http://127.0.0.1:1', 'errors/token-request-failed'],
  },
  'an endpoint on another origin without CORS': {
    attributes: 'token-endpoint="{other}/token"',
    others: { '/token': tokenRoute },
    says: ['does not allow this page to read it (CORS)', "allowedOrigins: ['http://127.0.0.1:"],
  },
  'an endpoint on another origin without cookies': {
    attributes: 'token-endpoint="{other}/token"',
    others: { '/token': status(401, '', { 'Access-Control-Allow-Origin': '*' }) },
    says: ['credentials is same-origin', 'credentials="include"'],
  },
  'a preflight request that is refused': {
    attributes: 'token-endpoint="{other}/token"',
    others: { '/token': status(405, '', { 'Access-Control-Allow-Origin': '*' }) },
    says: ['its preflight request (OPTIONS) is refused', 'allowedOrigins'],
  },
  'a header that the endpoint does not allow': {
    attributes: 'token-endpoint="{other}/token"',
    script: `button.headers = { Authorization: 'Bearer access-1', 'X-Tenant': '7' };`,
    others: { '/token': status(405, '', { 'Access-Control-Allow-Origin': '*' }) },
    says: ['or one of headers is not allowed', "allowedHeaders: ['authorization', 'x-tenant']"],
  },
  'a policy that blocks the token request': {
    attributes: 'token-endpoint="{other}/token"',
    policy: "connect-src 'self' https://x.example",
    says: ['blocks requests to token-endpoint', /connect-src 'self' https:\/\/x\.example http:\/\/127\.0\.0\.1:\d+/],
  },
  'a fetchToken that throws': {
    script: 'button.fetchToken = async () => { throw new Error("no client"); };',
    says: ['fetchToken of your page failed: no client'],
  },
  'headers that a page may not set': {
    script: 'button.headers = { Cookie: "a=b" };',
    says: ['names that a page may set', 'errors/misconfigured'],
  },
  'no route at the endpoint': {
    routes: { '/token': status(404) },
    says: ['no route for POST', "app.all('/token'"],
  },
  'a web page at the endpoint': {
    routes: { '/token': html },
    says: ['answers GET with a web page', 'errors/token-response-invalid'],
  },
  'an endpoint for other methods': {
    routes: { '/token': status(405) },
    says: ['but not for POST', "app.all('/token'"],
  },
  'a CSRF check': { routes: { '/token': status(419) }, says: ['protection against CSRF', 'button.headers'] },
  'a firewall': { routes: { '/token': status(403) }, says: ['not by the token handler', 'button.headers'] },
  'a wrong API key on the server': {
    routes: { '/token': status(502, '', { 'X-Request-Id': 'req-7' }) },
    says: ['could not use Araucaria', 'under req-7', 'apiUrl', 'Request id: req-7'],
  },
  'a server that fails': { routes: { '/token': status(500) }, says: ['authorize or onConnectionCreated threw'] },
  'too many requests': {
    routes: { '/token': status(429, '', { 'Retry-After': '30' }) },
    says: ['ask again in 30 s', 'may help: yes'],
  },
  'a session that has ended': { routes: { '/token': status(401) }, says: ['not signed in', 'SameSite=None'] },
  'a redirect to a login': {
    routes: { '/token': (_request, response) => void response.writeHead(302, { Location: '/login' }).end() },
    says: ['redirect', 'token-endpoint="…"'],
  },
  'an origin that the handler refuses': {
    routes: { '/token': status(403, 'Origin http://shop.example came; this handler answers for http://web:3000.') },
    says: ['does not answer pages of http://127.0.0.1:', 'this handler answers for http://web:3000', 'allowedOrigins'],
  },
  'an authorize that says no, of the real handler': {
    routes: { '/token': realHandler(false) },
    says: ['Your own authorize said no', 'must give true'],
  },
  'an unknown connection': {
    attributes: 'connection-id="conn_9"',
    routes: { '/token': status(404) },
    says: ['does not know the connection', 'connection-id=""'],
  },
  'a healthy connection': {
    attributes: 'connection-id="conn_9"',
    routes: { '/token': status(409) },
    says: ['Only a connection in FAILED_AUTH', 'connection.failed_auth'],
  },
  'an API key in the answer': {
    routes: {
      '/token': (_request, response) =>
        void response.writeHead(200).end(JSON.stringify({ widgetToken: 'arau_live_key', connectionId: 'conn_1' })),
    },
    says: ['An API key reached the page', 'Make a new key'],
  },
  'a widget script where no server listens': {
    attributes: 'widget-src="http://127.0.0.1:1/widget/araucaria-connect.js"',
    says: ['did not arrive, and no policy', 'If it opens there, it is a blocker', 'errors/widget-load-failed'],
  },
  'no file at widget-src': {
    others: { '/widget/araucaria-connect.js': status(404, '', { 'Access-Control-Allow-Origin': '*' }) },
    says: ['/widget/araucaria-connect.js answers 404'],
  },
  'a web page in the place of the widget script': {
    others: { '/widget/araucaria-connect.js': html },
    says: ['answers, but not with a script'],
  },
  'another script in the place of the widget script': {
    others: { '/widget/araucaria-connect.js': scriptRoute('window.other = 1;') },
    says: ['defines no Araucaria.open', 'errors/widget-unavailable'],
  },
  'a wrong widget-integrity': {
    attributes: `widget-integrity="sha384-${'A'.repeat(64)}"`,
    says: ['widget-integrity is not the hash of the script', /widget-integrity="sha384-(?!A{9})[\w+/]{64}"/],
  },
  'a policy that blocks the widget script': {
    policy: "script-src 'self' 'unsafe-inline'",
    says: [
      'blocks the widget script',
      /script-src 'self' 'unsafe-inline' http:\/\/127\.0\.0\.1:\d+/,
      'errors/widget-blocked',
    ],
  },
  'Trusted Types without the policy of the button': {
    policy: "require-trusted-types-for 'script'; trusted-types lit-html",
    says: ['Trusted Types of the page', 'trusted-types lit-html araucaria-connect'],
  },
  'a policy that blocks the frame': {
    policy: "frame-src 'none'",
    others: failing('frame-unreachable'),
    says: ['blocks the widget’s frame', /frame-src http:\/\/127\.0\.0\.1:\d+/, 'errors/frame-unreachable'],
  },
  'a token of another Araucaria': {
    others: failing('token-invalid'),
    says: ['comes from another Araucaria', "createTokenHandler({ apiUrl: 'http://127.0.0.1:"],
  },
  'an origin that Araucaria does not allow': {
    others: failing('origin-not-allowed'),
    says: ['Araucaria does not allow http://127.0.0.1:', 'ARAUCARIA_ALLOWED_ORIGINS=http://127.0.0.1:'],
  },
  'a focus trap': {
    others: failing('keyboard-taken'),
    page: `${doctype}<input id="search" class="trap" autofocus>{button}`,
    script: 'addEventListener("araucaria-open", () => document.querySelector("#search").focus());',
    says: ['takes the keyboard', 'focus trap', 'Close your own dialog'],
  },
  'a bank that is down': { others: failing('institution-unavailable'), says: ['Nothing in your page is wrong'] },
  'a page in quirks mode, without a viewport, zoomed': {
    page: '<style>body { zoom: 1.2 }</style>{button}',
    attributes: 'token-endpoint=""',
    says: ['quirks mode', '<!doctype html>', 'zoom on <body>', 'no viewport meta tag'],
  },
};

const script = (source: string): string => `<script>${source}</script>`;

async function open(
  page: Page,
  fault: Omit<Fault, 'says'>,
): Promise<{ own: Served; other: Served; said: () => string; logs: string[] }> {
  const other = await serve({ ...frame, '/widget/araucaria-connect.js': widget, ...fault.others });
  const fill = (text: string): string => text.replaceAll('{other}', other.origin);
  const button = `<araucaria-connect-button debug token-endpoint="/token" widget-src="${other.origin}/widget/araucaria-connect.js"
    ></araucaria-connect-button>`;
  // The attributes of a fault come first: the first of a name counts.
  const tag = button.replace('debug', `${fault.switch ?? 'debug'} ${fill(fault.attributes ?? '')}`);
  const scripts = `<script src="/araucaria-connect-button.js"></script>${script(
    `const button = document.querySelector('araucaria-connect-button'); ${fault.script ?? ''}`,
  )}`;
  const own = await serve(
    {
      '/': (fault.page ?? `${doctype}{button}`).replace('{button}', tag + scripts),
      '/araucaria-connect-button.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
      '/araucaria-connect-debug.js': scriptRoute(readFileSync('dist/araucaria-connect-debug.js')),
      '/token': tokenRoute,
      ...fault.routes,
    },
    fault.policy ? { 'Content-Security-Policy': fill(fault.policy) } : {},
  );
  const logs: string[] = [];
  page.on('console', (message) => logs.push(message.text()));
  await page.goto(own.origin);
  return { own, other, said: () => logs.filter((text) => text.startsWith('Araucaria Connect')).join('\n'), logs };
}

for (const [what, fault] of Object.entries(faults)) {
  test(`debug explains ${what}`, async ({ page }) => {
    const { own, other, said } = await open(page, fault);
    await expect.poll(said).toContain('what this page is like');
    await page
      .locator('araucaria-connect-button')
      .evaluate((button: HTMLElement & { open(): unknown }) => void button.open());
    await expect.poll(said).toContain('why the button reported');
    const text = said();
    for (const part of fault.says) {
      if (typeof part === 'string') expect(text).toContain(part);
      else expect(text).toMatch(part);
    }
    expect(text).not.toContain('arau_live_key');
    await Promise.all([own.close(), other.close()]);
  });
}

test('a page in which all is right is told so', async ({ page }) => {
  const { own, other, said } = await open(page, { routes: { '/token': realHandler(true) } });
  await expect.poll(said).toContain('✓ frame: The policy of the page allows the widget’s frame.');
  expect(said()).toContain('✓ environment: The page has an origin');
  expect(said()).toContain('✓ endpoint:');
  expect(said()).toContain('takes POST alone');
  expect(said()).toContain('✓ script: The widget script works, version 1.0.0');
  expect(said()).not.toMatch(/[✗?] /);
  await Promise.all([own.close(), other.close()]);
});

test('without debug its file is not requested', async ({ page }) => {
  const { own, other } = await open(page, { switch: '' });
  await page.getByRole('button').click();
  await expect.poll(() => other.requests).toContain('/widget/araucaria-connect.js');
  expect(own.requests.filter((path) => path.includes('debug'))).toEqual([]);
  await Promise.all([own.close(), other.close()]);
});

test('the button works where the file of debug is missing, and the console says so', async ({ page }) => {
  const { own, other, logs } = await open(page, { routes: { '/araucaria-connect-debug.js': status(404) } });
  await expect.poll(() => logs.join('\n')).toContain('araucaria-connect-debug.js failed to load');
  await page.getByRole('button').click();
  await expect.poll(() => other.requests).toContain('/widget/araucaria-connect.js');
  await Promise.all([own.close(), other.close()]);
});

const snippet = (name: string): string => readFileSync(`demo/snippets/${name}`, 'utf8');

test('the snippets of docs/diagnose.md tell what the page is like', async ({ page }) => {
  await page.route('https://unpkg.com/**', (route) =>
    route.fulfill({
      path: `dist/${route.request().url().split('/').at(-1)}`,
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  );
  const logs: string[] = [];
  page.on('console', (message) => logs.push(message.text()));
  const served = await serve({
    '/with': `${snippet('debug.html')}<script src="https://unpkg.com/araucaria-connect/dist/araucaria-connect-button.js"></script>`,
    '/without': '<araucaria-connect-button token-endpoint="/api/widget-token"></araucaria-connect-button>',
    '/api/widget-token': status(405),
  });
  for (const path of ['/with', '/without']) {
    logs.length = 0;
    await page.goto(served.origin + path);
    if (path === '/without') await page.evaluate(`(async () => { ${snippet('print-diagnosis.js')} })()`);
    await expect.poll(() => logs.join('\n')).toContain('/api/widget-token answers, and takes POST alone.');
    expect(logs.join('\n').includes('No script of the page defines')).toBe(path === '/without');
  }
  await served.close();
});
