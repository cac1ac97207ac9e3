import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ALBHandler, APIGatewayProxyEventV2, APIGatewayProxyHandler, APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { toLambdaHandler } from '../../src/server/lambda/index.ts';
import { createTokenHandler, createWebhookHandler } from '../../src/server/index.ts';
import { gateways, responseOf } from '../support/lambda-events.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { body as webhook, headers as signature } from './support/signed-webhook.ts';

/** A handler that tells what it was called with. */
const echo = toLambdaHandler(async (request: Request) =>
  Response.json({
    method: request.method,
    url: request.url,
    cookie: request.headers.get('Cookie'),
    name: request.headers.get('X-Name'),
    bytes: [...new Uint8Array(await request.arrayBuffer())],
  }),
);

const json = async (answer: unknown): Promise<Record<string, unknown>> =>
  (await responseOf(answer).json()) as Record<string, unknown>;

/** Silences the console, and gives what was printed. */
function printed(t: TestContext): string[] {
  const lines: string[] = [];
  t.mock.method(console, 'error', (...values: unknown[]) => void lines.push(values.map(String).join(' ')));
  return lines;
}

for (const [name, { host, event }] of Object.entries(gateways)) {
  describe(`toLambdaHandler behind ${name}`, () => {
    it('gives the handler the method, the public address, the cookies and the bytes', async () => {
      const request = new Request(`https://${host}/api/widget-token`, {
        method: 'POST',
        headers: { Cookie: 'session=ana; theme=dark', 'X-Name': 'é' },
        body: '{"ñ":1}',
      });
      const got = await json(await echo(await event(request)));
      assert.equal(got['method'], 'POST');
      assert.match(String(got['url']), new RegExp(`^https://${host}/(prod/)?api/widget-token$`));
      assert.equal(got['cookie'], 'session=ana; theme=dark');
      assert.equal(got['name'], 'é');
      assert.deepEqual(got['bytes'], [...Buffer.from('{"ñ":1}')]);
    });

    it('answers with all cookies and headers of the response', async () => {
      const signedIn = toLambdaHandler(async () => {
        const response = new Response(null, { status: 204, headers: { 'X-Request-Id': 'r1' } });
        response.headers.append('Set-Cookie', 'a=1; Path=/');
        if (name !== 'a load balancer') response.headers.append('Set-Cookie', 'b=2; Path=/');
        return response;
      });
      const answer = responseOf(await signedIn(await event(new Request(`https://${host}/`))));
      assert.equal(answer.status, 204);
      assert.equal(answer.headers.get('X-Request-Id'), 'r1');
      const expected = name === 'a load balancer' ? ['a=1; Path=/'] : ['a=1; Path=/', 'b=2; Path=/'];
      assert.deepEqual(answer.headers.getSetCookie(), expected);
    });

    it('verifies a webhook, and refuses a token request that is too long, or from elsewhere', async (t) => {
      const lines = printed(t);
      const events: unknown[] = [];
      const send = async (handler: (request: Request) => Promise<Response>, init: RequestInit): Promise<Response> =>
        responseOf(
          await toLambdaHandler(handler)(await event(new Request(`https://${host}/`, { method: 'POST', ...init }))),
        );
      const receive = createWebhookHandler({ secret: canarySecret, onEvent: (each) => void events.push(each) });
      const headers = { 'Content-Type': 'application/json', ...signature };
      assert.equal((await send(receive, { headers, body: webhook })).status, 204);
      assert.equal((await send(receive, { headers, body: `${webhook}\n` })).status, 400);
      assert.equal(events.length, 1);
      const mint = createTokenHandler({ apiKey: canaryKey, authorize: () => true });
      const ownPage = { 'Content-Type': 'application/json', Origin: `https://${host}` };
      assert.equal((await send(mint, { headers: ownPage, body: ' '.repeat(4097) })).status, 413);
      const elsewhere = {
        'Content-Type': 'application/json',
        'X-Forwarded-Host': 'evil.example',
        Origin: 'https://evil.example',
      };
      assert.equal((await send(mint, { headers: elsewhere, body: '{}' })).status, 403);
      assert.match(lines.join('\n'), new RegExp(`this handler answers for https://${host}\\.`));
    });
  });
}

describe('toLambdaHandler', () => {
  const post = { requestContext: { http: { method: 'POST' }, domainName: 'a.example' } };

  it('hands the event to authorize, with what an authorizer found out', async () => {
    const users: unknown[] = [];
    const mint = createTokenHandler<APIGatewayProxyEventV2>({
      apiKey: canaryKey,
      authorize(_request, { context }) {
        const { authorizer } = context.requestContext as { authorizer?: { jwt: { claims: { sub: string } } } };
        users.push(authorizer?.jwt.claims.sub);
        return true;
      },
      fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
    });
    const event = {
      version: '2.0',
      rawPath: '/api/widget-token',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      requestContext: { ...post.requestContext, authorizer: { jwt: { claims: { sub: 'ana' } } } },
      body: '{}',
    };
    assert.deepEqual(await json(await toLambdaHandler(mint)(event)), { widgetToken: 'wtk_1', connectionId: 'conn_1' });
    assert.deepEqual(users, ['ana']);
  });

  it('keeps every byte of a binary body', async () => {
    const bytes = [0xff, 0x00, 0xfe, 0x80];
    const event = { ...post, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
    assert.deepEqual((await json(await echo(event)))['bytes'], bytes);
  });

  it('takes headers that no request can have as HTTP has them, in bytes', async () => {
    const { name } = await json(await echo({ ...post, headers: { 'x-name': 'Łódź' } }));
    assert.equal(Buffer.from(String(name), 'latin1').toString(), 'Łódź');
  });

  it('has all values of a header in format 1.0, where `headers` has the last alone', async () => {
    const event = { httpMethod: 'GET', headers: { 'X-Name': 'b' }, multiValueHeaders: { 'X-Name': ['a', 'b'] } };
    assert.equal((await json(await echo(event)))['name'], 'a, b');
  });

  for (const [title, event, url] of [
    ['a path that begins with two slashes', { ...post, rawPath: '//evil.example/' }, 'https://a.example/evil.example/'],
    ['a query', { ...post, rawPath: '/', rawQueryString: 'a=1&a=2' }, 'https://a.example/?a=1&a=2'],
    [
      'a query in format 1.0',
      {
        httpMethod: 'GET',
        path: '/',
        headers: { Host: 'a.example' },
        multiValueQueryStringParameters: { q: ['a b', 'c'] },
      },
      'https://a.example/?q=a+b&q=c',
    ],
    [
      'a query of a load balancer, which is encoded',
      {
        httpMethod: 'GET',
        path: '/',
        headers: { host: 'a.example' },
        queryStringParameters: { q: 'a%20b' },
        requestContext: { elb: {} },
      },
      'https://a.example/?q=a%20b',
    ],
    ['no TLS', { ...post, rawPath: '/', headers: { 'x-forwarded-proto': 'http' } }, 'http://a.example/'],
    ['a host that is none', { httpMethod: 'GET', headers: { host: 'a b@c' } }, 'https://localhost/'],
    [
      'neither headers nor a host',
      { httpMethod: 'GET', path: '/', headers: null, multiValueHeaders: null },
      'https://localhost/',
    ],
  ] as const) {
    it(`makes an address for ${title}`, async () => {
      assert.equal((await json(await echo(event as object)))['url'], url);
    });
  }

  it('answers 500 and logs, if the handler or the event is broken', async (t) => {
    const lines = printed(t);
    const broken = toLambdaHandler(async () => Promise.reject(new Error('The disk is full.')));
    const answer = await broken(post);
    assert.equal(answer.statusCode, 500);
    assert.doesNotMatch(answer.body, /disk/);
    assert.equal((await echo({ ...post, headers: { 'a b': '1' } })).statusCode, 500);
    assert.match(lines.join('\n'), /toLambdaHandler: failed on a request/);
  });

  it('rejects an event that is not of HTTP, such as the test of the console, and says what helps', async () => {
    for (const event of [{ key1: 'value1' }, null, undefined, 'text', { Records: [] }]) {
      await assert.rejects(echo(event as object), {
        name: 'TypeError',
        message: /^toLambdaHandler: expected an HTTP event .* Call the function by its URL/,
      });
    }
    assert.throws(() => toLambdaHandler(undefined as never), /expected a handler/);
  });

  it('says so when an event is given to the handler itself', async (t) => {
    const lines = printed(t);
    const mint = createTokenHandler({ apiKey: canaryKey, authorize: () => true });
    for (const { event } of Object.values(gateways)) {
      await mint((await event(new Request('https://a.example/'))) as Request);
      assert.match(lines.pop() ?? '', /toLambdaHandler\(handler\) of araucaria-connect\/lambda/);
    }
  });

  it('has the types of AWS', () => {
    const handlers: [APIGatewayProxyHandler, APIGatewayProxyHandlerV2, ALBHandler] = [echo, echo, echo];
    assert.equal(handlers.length, 3);
  });
});
