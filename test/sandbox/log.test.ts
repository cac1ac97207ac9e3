import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { unescape } from 'node:querystring';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Hono } from 'hono';
import { Connections } from '../../src/sandbox/connections/connections.ts';
import { accessLog } from '../../src/sandbox/http/access-log.ts';
import { logFormats, logWriter } from '../../src/sandbox/cli/log-writer.ts';
import type { DeliveryEvent, LogEvent, RequestEvent } from '../../src/sandbox/runtime/log.ts';
import { apiKey, sandboxFor } from './support/client.ts';

const canary = 'canary-8c1f';

/** A text with each character plain, or percent-encoded up to three times. */
function escapedAnyhow(text: string): fc.Arbitrary<string> {
  const escapes = fc.array(fc.tuple(fc.nat(3), fc.boolean()), { minLength: text.length, maxLength: text.length });
  return escapes.map((chosen) => chosen.map(([times, upper], at) => escaped(text.charAt(at), times, upper)).join(''));
}

function escaped(character: string, times: number, upper: boolean): string {
  if (times === 0) return character;
  const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
  return `%${'25'.repeat(times - 1)}${upper ? hex.toUpperCase() : hex}`;
}

/** Such a text would absorb the first letter of the secret after it, perhaps once it is decoded. */
function endsInHalfAnEscape(text: string): boolean {
  const decoded = unescape(text);
  return /%[\da-f]?$/i.test(text) || (decoded !== text && endsInHalfAnEscape(decoded));
}

describe('the log', () => {
  it('has each request: method, path, status and time', async (t) => {
    const events: LogEvent[] = [];
    const client = await sandboxFor(t, { log: (event) => events.push(event) });
    const { connectionId } = await client.create();
    await client.backend('GET', `/v1/connections/${connectionId}`);
    await client.backend('GET', '/nothing');
    const [ready, ...requests] = events;
    assert.deepEqual(ready, {
      event: 'ready',
      url: client.url,
      console: `${client.url}/sandbox/`,
      database: null,
      webhookUrl: null,
    });
    assert.deepEqual(
      requests.map((event) => event.event === 'request' && [event.method, event.path, event.status]),
      [
        ['POST', '/v1/connections', 201],
        ['GET', `/v1/connections/${connectionId}`, 200],
        ['GET', '/nothing', 404],
      ],
    );
    assert.ok(requests.every((event) => event.event === 'request' && event.ms >= 0 && Number.isInteger(event.ms)));
    await client.sandbox.close();
    assert.deepEqual(events.at(-1), { event: 'stopped' });
  });

  it('has no token, key, credential or cookie, wherever a client puts one', async (t) => {
    const lines: string[] = [];
    const writers = logFormats.map((format) => logWriter(format, (line) => lines.push(line)));
    const client = await sandboxFor(t, { log: (event) => writers.forEach((write) => write(event)) });
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, canary, { password: canary });
    await client.answer(attemptToken, canary);
    await client.call('GET', `/widget/api/institutions?q=${canary}`, { headers: { Cookie: canary, Referer: canary } });
    const secrets = [
      `wtk_${canary}`,
      `arau_${canary}`,
      `att_${canary}/x`,
      `whsec_a+/${canary}=`,
      `WTK%5f${canary}`,
      `Bearer%20arau_${canary}`,
      `%22wtk_${canary}`,
      `%61rau_${canary}`,
    ];
    for (const secret of secrets) {
      await client.call('POST', `/widget/api/${secret}`, { bearer: canary, body: { [canary]: canary } });
    }
    await client.call('GET', `/${'x'.repeat(5_000)}`);

    const written = lines.join('\n');
    assert.ok(written.includes('/widget/api/institutions'));
    assert.ok(written.includes('POST /widget/api/wtk_…  '));
    for (const secret of [canary, widgetToken, attemptToken, apiKey]) assert.ok(!written.includes(secret), secret);
    assert.ok(lines.every((line) => line.length < 400));
  });

  it('has no secret of a path, wherever it is and however it is encoded', async () => {
    const secrets = ['arau_', 'wtk_', 'att_', 'whsec_', 'WTK_', 'whsec_a+/'].map((start) => start + canary);
    const around = fc.oneof(fc.webPath(), fc.string({ maxLength: 250 }), fc.stringMatching(/^[/%\da-f]*$/));
    const before = around.filter((text) => !endsInHalfAnEscape(text));
    const paths = fc.tuple(before, fc.constantFrom(...secrets).chain(escapedAnyhow), around);
    await fc.assert(
      fc.asyncProperty(paths, async (parts) => {
        const request = new Request(`http://127.0.0.1/${parts.join('').replaceAll(/[?#]/g, '')}`);
        const events: LogEvent[] = [];
        await new Hono().use(accessLog((event) => events.push(event))).fetch(request);
        let logged = JSON.stringify(events);
        for (let times = 0; times < 3; times += 1) {
          assert.ok(!logged.includes('canary'), logged);
          logged = logged.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('names an internal error, and never quotes its message', async (t) => {
    const lines: string[] = [];
    const writers = logFormats.map((format) => logWriter(format, (line) => lines.push(line)));
    const client = await sandboxFor(t, { log: (event) => writers.forEach((write) => write(event)) });
    t.mock.method(Connections.prototype, 'create', () => {
      throw Object.assign(new TypeError(canary), { code: 'ERR_BROKEN' });
    });
    const response = await fetch(`${client.url}/v1/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    assert.equal(response.status, 500);
    const [plain, json] = lines.slice(-4);
    assert.match(plain!, /^\d\d:\d\d:\d\d {2}failed: request: TypeError \(ERR_BROKEN\) {2}req_\w+$/);
    const { time: _, ...entry } = JSON.parse(json!) as Record<string, unknown>;
    const requestId = response.headers.get('X-Request-Id');
    assert.deepEqual(entry, {
      level: 'error',
      event: 'failure',
      task: 'request',
      reason: 'TypeError (ERR_BROKEN)',
      requestId,
    });
    assert.ok(!(lines.join('\n') + (await response.text())).includes(canary));
  });

  const begun = {
    announced: 'Content-Length: 9\r\n\r\n{',
    'in chunks': 'Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
  };
  for (const [how, rest] of Object.entries(begun)) {
    it(`has no internal error when a body, ${how}, is incomplete`, async (t) => {
      const heard = Promise.withResolvers<LogEvent>();
      const log = (event: LogEvent): void => void (event.event !== 'ready' && heard.resolve(event));
      const { sandbox } = await sandboxFor(t, { log });
      const socket = connect(sandbox.port, '127.0.0.1');
      const head = `POST /v1/connections HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiKey}\r\n`;
      socket.write(`${head}Content-Type: application/json\r\nExpect: 100-continue\r\n${rest}`);
      // `100 Continue` shows that the server has accepted the request.
      await once(socket, 'data');
      socket.destroy();
      const { status } = (await heard.promise) as { status?: number };
      assert.equal(status, 400);
    });
  }

  const event: RequestEvent = { event: 'request', requestId: 'req_1', method: 'GET', path: '/x', status: 503, ms: 7 };
  const refused: RequestEvent = {
    ...event,
    requestId: 'req_2',
    startedBy: 'req_1',
    method: 'POST',
    status: 403,
    code: 'origin-not-allowed',
    detail: 'Expected another.',
  };
  const delivery: DeliveryEvent = {
    event: 'webhook',
    id: 'msg_1',
    type: 'connection.connected',
    connectionId: 'conn_1',
    requestId: 'req_1',
    status: 204,
    ms: 9,
  };
  const failure: LogEvent = { event: 'failure', task: 'webhooks', reason: 'database is locked' };

  it('has one JSON object per line, with its time and level', () => {
    const lines: string[] = [];
    const write = logWriter('json', (line) => lines.push(line));
    const before = Date.now();
    for (const status of [204, 404, 503]) write({ ...event, status });
    write({ event: 'stopping', signal: 'SIGTERM' });
    write(failure);
    write(delivery);
    write({ ...delivery, status: 500 });
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      entries.map(({ level }) => level),
      ['info', 'warn', 'error', 'info', 'error', 'info', 'warn'],
    );
    const { time, ...rest } = entries[2]!;
    assert.deepEqual(rest, { level: 'error', ...event });
    const at = Date.parse(String(time));
    assert.ok(at >= before && at <= Date.now(), String(time));
  });

  it('has lines of text, or nothing', () => {
    const lines: string[] = [];
    for (const one of [event, failure, refused, delivery, { ...delivery, status: null, failure: 'ECONNREFUSED' }]) {
      logWriter('plain', (line) => lines.push(line))(one);
      logWriter('off', (line) => lines.push(line))(one);
    }
    assert.equal(lines.length, 5);
    assert.match(lines[0]!, /^\d\d:\d\d:\d\d {2}503 {2}GET \/x {2}7 ms {2}req_1$/);
    assert.match(lines[1]!, /^\d\d:\d\d:\d\d {2}failed: webhooks: database is locked$/);
    assert.deepEqual(
      lines.slice(2).map((line) => line.slice('00:00:00  '.length)),
      [
        '403  POST /x  7 ms  req_2  started by req_1  origin-not-allowed: Expected another.',
        '204  webhook connection.connected  conn_1  9 ms  req_1',
        'ECONNREFUSED  webhook connection.connected  conn_1  9 ms  req_1',
      ],
    );
  });
});
