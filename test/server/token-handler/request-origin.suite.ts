import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { friend } from '../support/handlers-under-test.ts';
import { fromPage, jsonType, type TokenHandlerUnderTest } from '../support/token-requests.ts';

export function requestOriginTests(handler: TokenHandlerUnderTest): void {
  const { send, assertRefused } = handler;

  describe('method, content type and origin', () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      it(`refuses ${method}, and names the allowed method`, async () => {
        const answer = await send('ok', { method });
        assert.equal(answer.status, 405);
        assert.equal(answer.headers.get('Allow'), 'POST');
        assert.equal(handler.araucaria.calls.length, 0);
      });
    }

    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'];
    const lookAlikes = ['text/json', 'application/jsonp', 'application/json-seq', 'application/problem+json'];
    for (const type of [...forms, ...lookAlikes, 'text/plain; application/json', 'json', '*/*', '']) {
      it(`refuses the content type "${type}"`, async () => {
        assertRefused(await send('ok', { headers: fromPage({ 'Content-Type': type }) }), 415);
      });
    }

    it('refuses a body without a content type', async () => {
      // `Request` adds a content type to a text.
      const body = new TextEncoder().encode('{}');
      assertRefused(await send('ok', { headers: { 'Sec-Fetch-Site': 'same-origin' }, body }), 415);
    });

    it('accepts each spelling of the JSON content type', async () => {
      for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
        assert.equal((await send('ok', { headers: fromPage({ 'Content-Type': type }) })).status, 200);
      }
    });

    for (const site of ['cross-site', 'same-site', 'none', 'nonsense', 'Same-Origin', 'same-origin, none', '']) {
      it(`refuses Sec-Fetch-Site: "${site}", whatever the Origin header is`, async () => {
        for (const origin of [{}, { Origin: handler.runtime.origin }, { Origin: friend }, { Origin: 'null' }]) {
          assertRefused(
            await send('ok', { headers: fromPage({ 'Sec-Fetch-Site': site, ...origin }) }),
            403,
            'unauthorized',
          );
        }
      });
    }

    it('accepts Sec-Fetch-Site: "same-origin", which no page can forge, whatever the Origin header is', async () => {
      // A page with the referrer policy `no-referrer` sends `Origin: null`.
      for (const origin of [{}, { Origin: handler.runtime.origin }, { Origin: 'null' }]) {
        assert.equal((await send('ok', { headers: fromPage(origin) })).status, 200);
      }
    });

    it('accepts its own origin in a browser without fetch metadata', async () => {
      assert.equal((await send('ok', { headers: { ...jsonType, Origin: handler.runtime.origin } })).status, 200);
    });

    it('refuses any other origin in a browser without fetch metadata', async () => {
      const { origin } = handler.runtime;
      for (const Origin of ['null', friend, `${origin}.evil.example`, `${origin}/`, origin.replace('http', 'ftp')]) {
        assertRefused(await send('ok', { headers: { ...jsonType, Origin } }), 403, 'unauthorized');
      }
    });

    it('refuses a request with neither fetch metadata nor an origin', async () => {
      assertRefused(await send('ok', { headers: jsonType }), 403, 'unauthorized');
    });
  });
}

/** Behind a proxy that hides the handler's public origin. */
export function proxyTests(handler: TokenHandlerUnderTest): void {
  const { send, assertRefused } = handler;

  describe('behind a proxy', () => {
    for (const Origin of ['https://shop.example', 'http://shop.example']) {
      it(`accepts ${Origin} behind a proxy of that origin`, async () => {
        const answer = await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } });
        assert.equal(answer.status, 200);
      });
    }

    it('refuses any other origin behind a proxy', async () => {
      for (const Origin of ['https://shop.example:8443', 'https://evil.example', 'shop.example', 'null']) {
        assertRefused(
          await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } }),
          403,
          'unauthorized',
        );
      }
    });
  });
}
