import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { logWriter } from '../../src/sandbox/cli/log-writer.ts';
import type { LogEvent, RequestEvent } from '../../src/sandbox/runtime/log.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/start-sandbox.ts';
import { hostOrigin, rawRequest, sandboxFor, type Client } from './support/client.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { temporaryFile } from './support/temporary-file.ts';

/** A sandbox with the requests of its log. */
async function logged(
  t: TestContext,
  options: SandboxOptions = {},
): Promise<{ client: Client & { sandbox: Sandbox }; events: LogEvent[]; requests: () => RequestEvent[] }> {
  const events: LogEvent[] = [];
  const client = await sandboxFor(t, { ...options, log: (event) => events.push(event) });
  return { client, events, requests: () => events.filter((event) => event.event === 'request') };
}

/** A connection that the host's backend created with a request of that id. */
async function createdBy(client: Client, requestId: string): Promise<{ connectionId: string; widgetToken: string }> {
  const { body } = await client.backend('POST', '/v1/connections', { headers: { 'X-Request-Id': requestId } });
  return body;
}

/** The last request of the log, as text and as JSON. */
async function lastLine(t: TestContext, send: (client: Client) => Promise<unknown>): Promise<[RequestEvent, string]> {
  const { client, requests } = await logged(t);
  await send(client);
  const last = requests().at(-1)!;
  const lines: string[] = [];
  logWriter('plain', (line) => lines.push(line))(last);
  return [last, lines[0]!];
}

describe('a request id', () => {
  it('is the one that was sent, or a new one, on every answer and in the log', async (t) => {
    const { client, requests } = await logged(t);
    const paths = ['/v1/connections/none', '/sandbox/', '/widget/api/institutions', '/widget/x', '/nothing', '/v1/x'];
    for (const path of paths) {
      const given = await client.call('GET', path, { headers: { 'X-Request-Id': 'order-7/~' } });
      assert.equal(given.headers.get('X-Request-Id'), 'order-7/~', path);
      const made = (await client.call('GET', path)).headers.get('X-Request-Id');
      assert.match(made ?? '', /^req_[\da-f]{16}$/, path);
      assert.deepEqual(
        requests()
          .slice(-2)
          .map(({ requestId }) => requestId),
        ['order-7/~', made],
      );
    }
  });

  it('is a new one where the given one is too long, is not visible ASCII, or holds a secret', async (t) => {
    const { client } = await logged(t);
    for (const id of ['x'.repeat(129), 'a b', 'caf\u00e9', '', 'arau_secret', 'x%77tk_secret']) {
      const { headers } = await rawRequest(client.url, 'GET', '/nothing', ['X-Request-Id', id]);
      assert.match(String(headers['x-request-id']), /^req_[\da-f]{16}$/, id);
    }
    const longest = 'x'.repeat(128);
    const { headers } = await rawRequest(client.url, 'GET', '/nothing', ['X-Request-Id', longest]);
    assert.equal(headers['x-request-id'], longest);
  });

  it("finds the call of the backend, the widget's requests and the webhooks, in the log and on the page", async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const { client, events, requests } = await logged(t, { webhookUrl, webhookSecret });
    const other = await createdBy(client, 'another-click');
    const { connectionId, widgetToken } = await createdBy(client, 'the-click');
    await client.session(widgetToken, connectionId);
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    await client.answer(attemptToken, '123456');
    const [delivery] = await receiver.received(1);
    assert.equal(delivery?.headers['x-request-id'], 'the-click');

    const widgets = requests().filter(({ path }) => path.startsWith('/widget/api/'));
    assert.ok(widgets.length >= 4);
    assert.ok(widgets.every(({ startedBy, connectionId: of }) => startedBy === 'the-click' && of === connectionId));
    assert.ok(!requests().some((request) => request.connectionId === other.connectionId && request.startedBy));
    const { body } = await client.backend('GET', '/sandbox/webhooks');
    assert.equal(body.webhooks[0].requestId, 'the-click');

    const oneOfTheWidgets = widgets[0]!.requestId;
    for (const id of ['the-click', connectionId, oneOfTheWidgets, delivery.headers['webhook-id']!]) {
      const { text } = await client.call('GET', `/sandbox/?find=${id}`);
      assert.ok(!text.includes(other.connectionId), id);
      for (const found of [
        connectionId,
        delivery.headers['webhook-id']!,
        'POST /v1/connections',
        '/widget/api/session',
      ])
        assert.ok(text.includes(found), `${found} by ${id}`);
    }
    const { text } = await client.call('GET', '/sandbox/?find=nobody');
    assert.ok(!text.includes(connectionId));

    await client.sandbox.close();
    const webhooks = events.filter((event) => event.event === 'webhook');
    assert.deepEqual(webhooks, [
      {
        event: 'webhook',
        id: delivery.headers['webhook-id'],
        type: 'connection.connected',
        connectionId,
        requestId: 'the-click',
        status: 204,
        ms: webhooks[0]?.ms,
      },
    ]);
  });

  it('of a change without a browser is that of the call which made it', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const { client } = await logged(t, { webhookUrl, webhookSecret });
    const { connectionId } = await createdBy(client, 'made');
    const path = `/sandbox/connections/${connectionId}`;
    const changes = { linked: `${path}/connect`, broken: `${path}/fail-auth` };
    for (const [id, change] of Object.entries(changes)) {
      await client.backend('POST', change, { headers: { 'X-Request-Id': id } });
    }
    await client.backend('DELETE', `/v1/connections/${connectionId}`, { headers: { 'X-Request-Id': 'ended' } });
    const deliveries = await receiver.received(3);
    const ids = Object.fromEntries(deliveries.map(({ headers, event }) => [event.type, headers['x-request-id']]));
    assert.deepEqual(ids, {
      'connection.connected': 'linked',
      'connection.failed_auth': 'broken',
      'connection.disconnected': 'ended',
    });
    // The connection is gone; what it did is still found.
    for (const id of ['broken', connectionId]) {
      const { text } = await client.call('GET', `/sandbox/?find=${id}`);
      assert.ok(text.includes('connection.disconnected'), id);
    }
  });

  it('survives a restart together with its connection', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await sandboxFor(t, { database });
    const { connectionId } = await createdBy(first, 'yesterday');
    await first.sandbox.close();
    const again = await sandboxFor(t, { database });
    assert.ok((await again.call('GET', '/sandbox/?find=yesterday')).text.includes(connectionId));
  });
});

describe('a refused request', () => {
  const refusals: Record<string, { send: (client: Client) => Promise<unknown>; code?: string; says: RegExp }> = {
    'a wrong key': {
      send: (client) => client.backend('GET', '/v1/connections/x', { bearer: 'arau_wrong' }),
      says: /401 .*valid API key, once\.$/,
    },
    'an unknown member': {
      send: (client) => client.backend('POST', '/v1/connections', { body: { institution_id: 'x' } }),
      says: /422 .*Expected no such member at institution_id\.$/,
    },
    'a wrong state': {
      send: async (client) =>
        client.backend('POST', `/v1/connections/${(await client.create()).connectionId}/widget-token`),
      says: /409 .*Expected a connection in FAILED_AUTH; it is PENDING\.$/,
    },
    'a body that is too large': {
      send: (client) => client.backend('POST', '/v1/connections', { body: 'x'.repeat(70_000) }),
      says: /413 .*at most 65536 bytes\.$/,
    },
    'another host': {
      send: (client) => rawRequest(client.url, 'GET', '/', ['Host', 'evil.example']),
      says: /403 .*the host 127\.0\.0\.1 or localhost/,
    },
    'an unknown token': {
      send: (client) => client.session('wtk_unknown', 'conn_x'),
      code: 'token-invalid',
      says: /401 .* token-invalid: Expected a valid token\.$/,
    },
    'a page that is not allowed': {
      send: async (client) => {
        const { connectionId, widgetToken } = await client.create();
        return client.session(widgetToken, connectionId, 'https://shop.example');
      },
      code: 'origin-not-allowed',
      says: /403 .* origin-not-allowed: .*https:\/\/shop\.example\..* ARAUCARIA_ALLOWED_ORIGINS\.$/,
    },
  };
  for (const [what, { send, code, says }] of Object.entries(refusals)) {
    it(`says why in the log: ${what}`, async (t) => {
      const [event, line] = await lastLine(t, send);
      assert.match(line, says);
      assert.equal(event.code, code);
      assert.ok(line.includes(event.requestId));
    });
  }

  it('has nothing in the log that was typed, whatever is taken for an origin, an id or a name', async (t) => {
    const { client, events } = await logged(t);
    const { connectionId, widgetToken } = await client.create();
    const typed = 'hunter2-canary';
    for (const origin of [typed, `https://${typed}/`, `https://arau_${typed}.example`, `http://u:${typed}@a.example`]) {
      await client.session(widgetToken, connectionId, origin);
    }
    const attempt = { connectionId, origin: hostOrigin, institutionId: 'banco-alerce' };
    for (const credentials of [{ [typed]: 'x' }, { [typed]: 1 }, { user: 'ok', password: 'araucaria', [typed]: 'x' }]) {
      const body = { ...attempt, credentials };
      const { status } = await client.call('POST', '/widget/api/attempts', { bearer: widgetToken, body });
      assert.equal(status, 422);
    }
    await client.backend('GET', `/v1/connections/wtk_${typed}`);
    await client.backend('POST', '/v1/connections', { body: { [`arau_${typed}`]: 1 } });
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    await client.call('POST', '/widget/api/attempt/challenge', {
      bearer: attemptToken,
      body: { challengeId: 'x', answers: { [typed]: 1 } },
    });
    assert.doesNotMatch(JSON.stringify(events), /canary/);
  });
});
