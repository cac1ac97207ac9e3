import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { openApiDocument } from '../../src/sandbox/http/openapi/document.ts';
import { apiKey, sandboxFor, type Answer, type Client } from './support/client.ts';

const openApi = openApiDocument('http://127.0.0.1') as { paths: Record<string, Record<string, { summary: string }>> };

/** Sends a form of the page, as a browser does. */
function tryIt(client: Client, values: Record<string, string>, origin = client.url): Promise<Answer> {
  return client.call('POST', '/sandbox/api', {
    body: new URLSearchParams(values).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
  });
}

/** The ids and tokens that the page keeps for its next form. */
function memoryIn({ text }: Answer): string {
  const [, memory = ''] = /name="memory" value="([^"]*)"/.exec(text) ?? [];
  return memory.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

async function page(t: TestContext): Promise<{ client: Client; answer: Answer }> {
  const client = await sandboxFor(t);
  return { client, answer: await client.call('GET', '/sandbox/api') };
}

describe('the API page', () => {
  it('shows each operation of the document, without scripts and without files of other origins', async (t) => {
    const { answer } = await page(t);
    assert.equal(answer.status, 200);
    for (const operation of Object.values(openApi.paths).flatMap((operations) => Object.values(operations))) {
      assert.ok(answer.text.includes(operation.summary.replaceAll("'", '&#39;')), operation.summary);
    }
    assert.doesNotMatch(answer.text, /<script|style=|(?:src|href)="(?:https?:)?\/\//);
    assert.match(answer.headers.get('Content-Security-Policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
  });

  it('makes calls with the API key, which never reaches the browser, and fills in the next form', async (t) => {
    const { client } = await page(t);
    const begun = await tryIt(client, { operation: 'createConnection', body: '{"institutionId":"banco-alerce"}' });
    assert.match(begun.text, /201<?[^]*Created/);
    const memory = JSON.parse(memoryIn(begun)) as Record<string, string>;
    assert.match(memory['connectionId'] ?? '', /^conn_/);
    assert.match(memory['widgetToken'] ?? '', /^wtk_/);
    const id = memory['connectionId'] ?? '';
    const linked = await tryIt(client, { operation: 'connectConnection', id, memory: JSON.stringify(memory) });
    assert.match(linked.text, /CONNECTED/);
    assert.equal((await client.backend('GET', `/v1/connections/${id}`)).body.status, 'CONNECTED');
    for (const { text } of [begun, linked]) assert.ok(!text.includes(apiKey), 'the key is on the page');
  });

  it('shows the problem that a failed call returned', async (t) => {
    const { client } = await page(t);
    const answer = await tryIt(client, { operation: 'getConnection', id: 'conn_unknown' });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /404 Not Found/);
  });

  it('escapes what was typed', async (t) => {
    const { client } = await page(t);
    const answer = await tryIt(client, {
      operation: 'createConnection',
      body: '</textarea><img src=x onerror=alert(1)>',
      'Idempotency-Key': '"><b>',
      memory: '{"connectionId":"\\"><script>"}',
    });
    assert.doesNotMatch(answer.text, /<img|<b>|<script/);
  });

  it('refuses calls from another page, from an unknown origin, and of an unknown operation', async (t) => {
    const { client } = await page(t);
    for (const origin of ['http://localhost:5173', 'https://evil.example', 'null', `${client.url}.evil.example`]) {
      assert.equal((await tryIt(client, { operation: 'createConnection' }, origin)).status, 403, origin);
    }
    assert.equal((await tryIt(client, { operation: 'dropTables' })).status, 422);
    assert.equal((await tryIt(client, { operation: 'getConnection', id: '../../sandbox/api' })).status, 200);
  });
});
