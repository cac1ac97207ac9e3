import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { startSandbox } from 'araucaria-connect/sandbox';
import { Webhook } from 'standardwebhooks';
import { startApiStandIn } from '../../src/cli/check/api-stand-in.ts';
import { assertAllRulesHold } from '../server/support/assert-all-rules-hold.ts';
import { canaryKey, canarySecret } from '../server/support/canary-key.ts';
import { freePort } from '../support/free-port.ts';
import { chosenBackends, reasonToSkip } from './support/backends.ts';
import { startBackend } from './support/start-backend.ts';
import { visit } from './support/visitor.ts';

/** As the API sends it. */
async function deliver(
  url: string,
  event: object,
  { secret = canarySecret, sentAt = new Date() } = {},
): Promise<number> {
  const body = JSON.stringify(event);
  const id = `msg_${crypto.randomUUID()}`;
  const { status } = await fetch(`${url}/webhooks/araucaria`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': `v1a,AAAA ${new Webhook(secret).sign(id, sentAt, body)}`,
    },
    body,
  });
  return status;
}

for (const backend of chosenBackends) {
  describe(backend.folder, { skip: reasonToSkip(backend) }, () => {
    it('holds all rules of a token endpoint', { timeout: 180_000 }, async () => {
      const api = await startApiStandIn(0);
      await using host = await startBackend(backend, { apiUrl: api.url });
      const { headers } = await visit(host.url);
      await assertAllRulesHold(new URL('/api/widget-token', host.url), headers, api);
      await api.close();
      assert.ok(!host.printed().includes(canaryKey), 'the key is in the log');
    });

    it('links a bank, is told so by a webhook, and reconnects it', { timeout: 120_000 }, async () => {
      const port = await freePort();
      await using sandbox = await startSandbox({
        webhookUrl: `http://127.0.0.1:${port}/webhooks/araucaria`,
        webhookSecret: canarySecret,
      });
      await using host = await startBackend(backend, { apiUrl: sandbox.url, apiKey: sandbox.apiKey, port });
      const visitor = await visit(host.url);
      const { connectionId } = await visitor.askForToken({});
      await visitor.sees(`${connectionId}: PENDING`);
      await sandbox.connect(connectionId);
      await visitor.sees(`${connectionId}: CONNECTED`);
      await sandbox.failAuth(connectionId);
      await visitor.sees(`${connectionId}: FAILED_AUTH`);
      assert.match(await visitor.page(), new RegExp(`connection-id="${connectionId}"`));
      assert.equal((await visitor.askForToken({ connectionId })).connectionId, connectionId);
      await sandbox.connect(connectionId);
      await visitor.sees(`${connectionId}: CONNECTED`);
      assert.doesNotMatch(await (await visit(host.url)).page(), new RegExp(connectionId), 'another visitor');
    });

    it('takes no webhook while its secret is empty', { timeout: 120_000 }, async () => {
      for (const webhookSecret of ['', 'whsec_']) {
        const starting = startBackend(backend, { apiUrl: 'http://127.0.0.1:9', webhookSecret });
        // Most tell it at the start.
        await using host = await starting.catch(() => null);
        if (!host) continue;
        const body = '{"type":"account.updated"}';
        const timestamp = String(Math.floor(Date.now() / 1000));
        const { status } = await fetch(`${host.url}/webhooks/araucaria`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'webhook-id': 'msg_1',
            'webhook-timestamp': timestamp,
            'webhook-signature': `v1,${createHmac('sha256', '').update(`msg_1.${timestamp}.${body}`).digest('base64')}`,
          },
          body,
        });
        assert.ok(status >= 400, `“${webhookSecret}” lets anybody sign`);
      }
    });

    it('acts on webhooks that are signed and new, in the order of their events', { timeout: 60_000 }, async () => {
      await using sandbox = await startSandbox();
      await using host = await startBackend(backend, { apiUrl: sandbox.url, apiKey: sandbox.apiKey });
      const visitor = await visit(host.url);
      const { connectionId } = await visitor.askForToken({});
      const event = (status: string, second: number): object => ({
        type: `connection.${status.toLowerCase()}`,
        timestamp: new Date(Date.UTC(2030, 0, 1, 12) + second * 1000).toISOString(),
        data: { connectionId, status, institutionId: null },
      });
      const { url } = host;
      assert.equal(await deliver(url, event('CONNECTED', 1), { secret: `whsec_${btoa('x'.repeat(24))}` }), 400);
      assert.equal(await deliver(url, event('CONNECTED', 1), { sentAt: new Date(Date.now() - 600_000) }), 400);
      assert.equal((await fetch(`${url}/webhooks/araucaria`, { method: 'POST', body: '{}' })).status, 400);
      await visitor.sees(`${connectionId}: PENDING`);
      assert.equal(await deliver(url, event('FAILED_AUTH', 2)), 204);
      await visitor.sees(`${connectionId}: FAILED_AUTH`);
      assert.equal(await deliver(url, event('CONNECTED', 1)), 204, 'an older event');
      assert.equal(await deliver(url, event('FAILED_AUTH', 2)), 204, 'the same event');
      assert.equal(await deliver(url, { ...event('CONNECTED', 3), type: 'account.updated' }), 204, 'another type');
      await visitor.sees(`${connectionId}: FAILED_AUTH`);
      assert.equal(await deliver(url, event('CONNECTED', 2.001)), 204, 'later in the same second');
      await visitor.sees(`${connectionId}: CONNECTED`);
    });
  });
}
