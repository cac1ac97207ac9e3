import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from 'araucaria-connect/sandbox';
import { Receiver } from '../sandbox/support/receiver.ts';
import { canarySecret } from '../server/support/canary-key.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { WebhookChaos } from '../support/webhook-chaos.ts';
import { startApiProxy } from './support/api-proxy.ts';
import { startRecipeHost } from './support/chaotic-host.ts';
import { startDatabases, type HostDatabases } from './support/host-databases.ts';
import { missingServers } from './support/servers.ts';

const rounds = Number(process.env['CHAOS_ROUNDS'] ?? 50);
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);

/** Where processes are killed and connections break, only a transaction acts exactly once. */
const recipes = {
  'PostgreSQL, comparing timestamps in the transaction that acts': {
    file: 'postgres.ts',
    acts: 'mails',
    isExact: true,
  },
  'Redis, asking the API': { file: 'ask.ts', acts: 'answers', isExact: false },
} as const;

describe('webhooks in any order, to two processes that are killed', { skip: missingServers }, () => {
  let databases: HostDatabases;
  before(async () => void (databases = await startDatabases()));
  after(() => databases?.[Symbol.asyncDispose]());

  for (const [name, { file, acts, isExact }] of Object.entries(recipes)) {
    it(`leave the truth: ${name}`, { timeout: 30_000 + rounds * 10_000 }, async (t) => {
      t.diagnostic(`CHAOS_SEED=${seed} CHAOS_ROUNDS=${rounds}`);
      const receiver = new Receiver();
      t.after(() => receiver.close());
      await using sandbox = await startSandbox({ webhookUrl: await receiver.listen(), webhookSecret: canarySecret });
      await using api = await startApiProxy(sandbox.url);
      const access = { ARAUCARIA_API_KEY: sandbox.apiKey, ARAUCARIA_API_URL: api.url };
      await using host = await startRecipeHost(file, databases, access);
      const withApi = { ...host, holdAnswer: api.holdAnswer };
      const chaos = new WebhookChaos(sandbox, receiver, withApi, new SeededRandom(seed));
      const total = { events: 0, deliveries: 0 };
      for (let round = 1; round <= rounds; round += 1) {
        // Every other round without faults: then a claim acts once, too.
        const isFaulty = round % 2 === 1;
        await host.setFaulty(isFaulty);
        const former = (await host.acts())[acts];
        const { events, deliveries } = await chaos.playRound();
        total.events += events;
        total.deliveries += deliveries;
        const count = (await host.acts())[acts] - former;
        if (isExact || !isFaulty) assert.equal(count, events, `${count} ${acts} for ${events} events`);
        else assert.ok(count >= events, `${count} ${acts} for ${events} events`);
      }
      const { kills, cuts } = host.faults();
      t.diagnostic(JSON.stringify({ rounds, ...total, kills, cuts }));
      if (rounds >= 10) assert.ok(kills > 0 && cuts > 0, 'nothing went wrong');
    });
  }
});
