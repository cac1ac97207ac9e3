import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { canaryKey, canarySecret } from '../server/support/canary-key.ts';
import { startFakeAraucaria, type FakeAraucaria } from '../server/support/fake-araucaria.ts';

const tracing = join(import.meta.dirname, '../../demo/recipes/tracing/tracing.ts');
const server = join(import.meta.dirname, 'support/traced-server.ts');

/** The trace and the span of a page, or of the service that calls the host. */
const trace = '0af7651916cd43dd8448eb211c80319c';
const parent = `00-${trace}-b7ad6b7169203331-01`;

type TracedServer = {
  url: string;
  /** Waits for the span with this line, and returns it as the console exporter printed it. */
  span(line: string): Promise<string>;
  printed(): string;
  stop(): void;
};

async function startTracedServer(apiUrl: string): Promise<TracedServer> {
  const child = spawn(process.execPath, ['--import', tracing, server], {
    env: {
      ...process.env,
      NO_COLOR: '1',
      ARAUCARIA_API_KEY: canaryKey,
      ARAUCARIA_API_URL: apiUrl,
      ARAUCARIA_WEBHOOK_SECRET: canarySecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error(`The server ended:\n${printed}`)));
  });
  ended.catch(() => undefined);
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const prints = async (pattern: RegExp): Promise<string> => {
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        if (pattern.test(printed)) resolve();
      };
      for (const output of [child.stdout, child.stderr]) output.on('data', look);
      look();
    });
    await Promise.race([seen, ended]);
    return printed;
  };
  const isListening = /listening on (\d+)\n/;
  const [, port] = isListening.exec(await prints(isListening)) ?? [];
  return {
    url: `http://127.0.0.1:${port}`,
    async span(line) {
      const pattern = line.replaceAll(/[./]/g, String.raw`\$&`);
      const spans = await prints(new RegExp(`${pattern}[^]*?^}$`, 'm'));
      return spans.split(/^\{$/m).find((each) => each.includes(line)) ?? '';
    },
    printed: () => printed,
    stop: () => child.kill(),
  };
}

describe('with OpenTelemetry', { timeout: 60_000 }, () => {
  let araucaria: FakeAraucaria;
  let host: TracedServer;
  before(async () => {
    araucaria = await startFakeAraucaria();
    host = await startTracedServer(`${araucaria.url}/ok`);
  });
  after(async () => {
    host.stop();
    await araucaria.close();
  });

  const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', traceparent: parent };

  it('one trace goes from the page through the token request to Araucaria', async () => {
    const answer = await fetch(`${host.url}/api/widget-token`, {
      method: 'POST',
      headers: { ...headers, Cookie: 'session=ann' },
      body: '{}',
    });
    assert.equal(answer.status, 200);
    const call = await host.span("'url.path': '/ok/v1/connections'");
    const request = await host.span("'araucaria.connection_id': 'conn_1'");
    assert.match(request, /'url\.path': '\/api\/widget-token'/);
    for (const span of [request, call]) assert.match(span, new RegExp(`traceId: '${trace}'`));
    const [, requestId] = /^ {2}id: '(\w+)'/m.exec(request) ?? [];
    const [, callId] = /^ {2}id: '(\w+)'/m.exec(call) ?? [];
    assert.match(call, new RegExp(`spanId: '${requestId}'`));
    // One value, which is the span of the call: with two the header would not be valid.
    assert.equal(araucaria.calls[0]?.headers['traceparent'], `00-${trace}-${callId}-01`);
    assert.ok(!host.printed().includes(canaryKey), 'the key is in a span');
  });

  it('the span of a refusal says why, with the id that the answer has', async () => {
    const answer = await fetch(`${host.url}/api/widget-token`, { method: 'POST', headers, body: '{}' });
    const id = answer.headers.get('X-Request-Id') ?? '';
    const span = await host.span(`'araucaria.request_id': '${id}'`);
    assert.equal(answer.status, 403);
    assert.match(span, /'araucaria\.reason': 'authorize-refused'/);
  });

  it('the span of a webhook has its connection', async () => {
    const data = { connectionId: 'conn_7', status: 'CONNECTED', institutionId: null };
    const body = JSON.stringify({ type: 'connection.connected', timestamp: '2030-01-01T12:00:00.000Z', data });
    const now = new Date();
    const answer = await fetch(`${host.url}/webhooks/araucaria`, {
      method: 'POST',
      headers: {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(canarySecret).sign('msg_1', now, body),
      },
      body,
    });
    assert.equal(answer.status, 204);
    const span = await host.span("'araucaria.connection_id': 'conn_7'");
    assert.match(span, /'araucaria\.event': 'connection\.connected'/);
  });
});
