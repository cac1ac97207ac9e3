import { test, type TestContext } from 'node:test';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { Receiver, webhookSecret } from '../sandbox/support/receiver.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { WebhookChaos, type ChaoticHost } from '../support/webhook-chaos.ts';

const rounds = Number(process.env['CHAOS_ROUNDS'] ?? 5);
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);

const down = (): never => {
  throw new Error('The database is down.');
};

test("the README's webhook receiver believes what the API says, whatever order webhooks come in", async (t) => {
  t.diagnostic(`CHAOS_SEED=${seed}`);
  process.env['ARAUCARIA_WEBHOOK_SECRET'] = webhookSecret;
  const { app } = await import('../../demo/snippets/webhooks.ts');
  const { statuses } = await import('../../demo/snippets/session.ts');
  t.mock.method(console, 'error', () => {});
  let failing: ReturnType<TestContext['mock']['method']> | null = null;
  const host: ChaoticHost = {
    secret: webhookSecret,
    processes: 1,
    deliver: async (_process, webhook) => (await app.request('/webhooks/araucaria', webhook)).status,
    async disturb(random) {
      // Where the statuses are kept, something is down.
      if (random.chance(0.3)) {
        failing = t.mock.method(statuses, 'set', down) as typeof failing;
      }
    },
    async recover() {
      failing?.mock.restore();
      failing = null;
    },
    statuses: async () => new Map([...statuses].map(([id, { status }]) => [id, status])),
  };
  const receiver = new Receiver();
  await using sandbox = await startSandbox({ webhookUrl: await receiver.listen(), webhookSecret });
  t.after(() => receiver.close());
  const chaos = new WebhookChaos(sandbox, receiver, host, new SeededRandom(seed));
  for (let round = 1; round <= rounds; round += 1) await chaos.playRound();
});
