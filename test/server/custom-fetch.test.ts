import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import nodeFetch from 'node-fetch';
import { startFakeAraucaria, type FakeAraucaria } from './support/fake-araucaria.ts';
import { address, init, mint, recordLog } from './support/strange-requests.ts';

describe('a fetch of the host', () => {
  const { assertRefused } = recordLog();
  let araucaria: FakeAraucaria;
  before(async () => {
    araucaria = await startFakeAraucaria();
  });
  after(() => araucaria.close());

  const expected = { ok: 200, 'status-409': 502, 'status-429': 429, giant: 502, endless: 502, hang: 504 };
  for (const [behavior, status] of Object.entries(expected)) {
    it(`node-fetch: ${behavior} is answered ${status}, as with the global fetch`, async () => {
      const handler = mint({
        apiUrl: `${araucaria.url}/${behavior}`,
        fetch: nodeFetch as unknown as typeof fetch,
        timeout: behavior === 'hang' ? 200 : 10_000,
      });
      assert.equal((await handler(new Request(address, init))).status, status);
    });
  }

  it('may give an answer without a stream, as test doubles and older polyfills do', async () => {
    const text = '{"widgetToken":"wtk_1","connectionId":"conn_1"}';
    const double = { ok: true, status: 200, headers: new Headers(), text: async () => text };
    const handler = mint({ fetch: async () => double as unknown as Response });
    assert.equal((await handler(new Request(address, init))).status, 200);
  });

  for (const [kind, value] of Object.entries({ undefined, 'a plain object': { widgetToken: 'wtk_1' } })) {
    it(`that gives ${kind} is named in the log`, async () => {
      const handler = mint({ fetch: async () => value as unknown as Response });
      const answer = await handler(new Request(address, init));
      await assertRefused('createTokenHandler', answer, new RegExp(`Expected fetch to give a Response; got ${kind}`));
    });
  }
});
