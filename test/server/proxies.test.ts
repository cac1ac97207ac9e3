import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { toNodeHandler } from 'araucaria-connect/node';
import type { IncomingHttpHeaders } from 'node:http';
import { advised, askAt, listen, startProxy } from '../support/proxy.ts';
import { canaryKey } from './support/canary-key.ts';
import { startHandler } from './support/start-handler.ts';

type Pass = (headers: IncomingHttpHeaders, target: string) => IncomingHttpHeaders;

const passOn: Pass = (headers) => headers;
/** The address of the backend, and what many proxies add. */
const named: Pass = (headers, target) => ({
  ...headers,
  host: target,
  'x-forwarded-host': headers.host,
  'x-forwarded-proto': 'https',
});

/** What a proxy does that passes on all headers but these. */
const without =
  (...dropped: string[]): Pass =>
  (headers, target) => ({
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name))),
    host: target,
  });

/** What proxies do to a request. `needsOption`: whether a browser without fetch metadata needs `allowedOrigins`. */
const proxies: Record<string, { pass: Pass; needsOption: boolean }> = {
  'nginx with the line of the guide, Cloudflare, or a published port of Docker': { pass: passOn, needsOption: false },
  'nginx without that line, or a service of Docker by its name': {
    pass: (headers) => ({ ...headers, host: 'web:3000' }),
    needsOption: true,
  },
  'nginx with $host': {
    pass: (headers) => ({ ...headers, host: headers.host?.replace(/:\d+$/, '') }),
    needsOption: true,
  },
  'CloudFront with AllViewerExceptHostHeader': { pass: named, needsOption: true },
};

/** The pages' origins as users see them. */
const pages = ['https://shop.example:8443', 'http://192.168.1.20:8080'];

async function proxied(t: TestContext, pass: Pass, allowedOrigins?: string[]): Promise<number> {
  const { port, close } = await startProxy(await startHandler(t, allowedOrigins), pass);
  t.after(close);
  return port;
}

for (const [name, { pass, needsOption }] of Object.entries(proxies)) {
  describe(`behind ${name}`, () => {
    for (const origin of pages) {
      const fromPage = { Host: new URL(origin).host, Origin: origin };

      it(`a page of ${origin} gets a token in a browser with fetch metadata`, async (t) => {
        const port = await proxied(t, pass);
        assert.equal((await askAt(port, { ...fromPage, 'Sec-Fetch-Site': 'same-origin' })).status, 200);
      });

      it(`a page of ${origin} gets one without fetch metadata${needsOption ? ' by what the refusal says' : ''}`, async (t) => {
        const first = await askAt(await proxied(t, pass), fromPage);
        assert.equal(first.status, needsOption ? 403 : 200);
        if (!needsOption) return;
        const second = await proxied(t, pass, advised(first.detail));
        assert.equal((await askAt(second, fromPage)).status, 200);
        const elsewhere = { ...fromPage, Origin: 'https://evil.example' };
        assert.equal((await askAt(second, elsewhere)).status, 403, 'another origin');
      });
    }

    it('no page chooses the host by a header of its own', async (t) => {
      const port = await proxied(t, pass);
      for (const header of ['X-Forwarded-Host', 'X-Original-Host', 'X-Host', 'Forwarded']) {
        const value = header === 'Forwarded' ? 'host=evil.example' : 'evil.example';
        const { status } = await askAt(port, { Host: 'shop.example', Origin: 'https://evil.example', [header]: value });
        assert.equal(status, 403, header);
      }
    });
  });
}

it('the example of the guide answers pages of both of its origins', async (t) => {
  const api = await listen((_request, response) => {
    response.setHeader('Content-Type', 'application/json').writeHead(201);
    response.end('{"widgetToken":"wtk_1","connectionId":"conn_1"}');
  });
  t.after(api.close);
  const settings = { ARAUCARIA_API_KEY: canaryKey, ARAUCARIA_API_URL: `http://127.0.0.1:${api.port}` };
  Object.assign(process.env, settings);
  t.mock.method(console, 'error', () => {});
  const { mintWidgetToken } = await import('../../demo/proxies/allowed-origins.ts');
  const backend = await listen((request, response) => void toNodeHandler(mintWidgetToken)(request, response));
  t.after(backend.close);
  for (const [origin, status] of [
    ['https://shop.example', 200],
    ['http://192.168.1.20:8080', 200],
    ['http://shop.example', 403],
  ] as const) {
    assert.equal((await askAt(backend.port, { Host: 'web:3000', Origin: origin })).status, status, origin);
  }
});

describe('behind a proxy that drops headers, as CloudFront does without an origin request policy', () => {
  const fromPage = { Host: 'shop.example', Origin: 'https://shop.example', 'Sec-Fetch-Site': 'same-origin' };

  it('the refusal says that they have to be passed on, and names no option', async (t) => {
    const port = await proxied(t, without('origin', 'sec-fetch-site', 'cookie'), ['https://shop.example']);
    const { status, detail } = await askAt(port, fromPage);
    assert.equal(status, 403);
    assert.match(detail ?? '', /Browsers send Origin and Sec-Fetch-Site: have the proxy pass them on\.$/);
    assert.deepEqual(advised(detail), []);
  });

  it('either of them is enough', async (t) => {
    assert.equal((await askAt(await proxied(t, without('origin')), fromPage)).status, 200);
    const port = await proxied(t, without('sec-fetch-site'), ['https://shop.example']);
    assert.equal((await askAt(port, fromPage)).status, 200);
  });
});

describe('a refusal without a usable Origin', () => {
  for (const [headers, help] of [
    [{ Origin: 'null' }, /The page hides its origin: a sandbox needs allow-same-origin, and no page .* no-referrer\.$/],
    [{ 'Sec-Fetch-Site': 'cross-site' }, /Browsers send Origin: have the proxy pass it on\.$/],
    [{ Origin: "https://a.example'],x:['" }, /The page hides its origin/],
  ] as const) {
    it(`names what helps: ${JSON.stringify(headers)}`, async (t) => {
      const { status, detail } = await askAt(await startHandler(t), headers);
      assert.equal(status, 403);
      assert.match(detail ?? '', help);
    });
  }
});
