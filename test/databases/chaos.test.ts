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

/** What each recipe promises beside the statuses: how often the host acted on `events`, while `faults` happened. */
type Promised = (acts: { mails: number; answers: number }, events: number, faults: number) => void;

const recipes: Record<string, { file: string; promised: Promised }> = {
  'PostgreSQL, comparing timestamps in the transaction that acts': {
    file: 'postgres.ts',
    promised({ mails }, events) {
      assert.equal(mails, events, 'one mail for each event');
    },
  },
  'Redis, asking the API': {
    file: 'ask.ts',
    promised({ answers }, events, faults) {
      assert.ok(answers >= events, `${answers} answers for ${events} events`);
      // Twice only where a process did not get to say that it was done.
      assert.ok(answers <= events + faults, `${answers} answers for ${events} events and ${faults} faults`);
    },
  },
};

describe(
  'webhooks in random order, twice, after failures, to two processes that are killed',
  {
    skip: missingServers,
  },
  () => {
    let databases: HostDatabases;
    before(async () => void (databases = await startDatabases()));
    after(() => databases?.[Symbol.asyncDispose]());

    for (const [name, { file, promised }] of Object.entries(recipes)) {
      it(`leave the truth: ${name}`, { timeout: 30_000 + rounds * 10_000 }, async (t) => {
        t.diagnostic(`CHAOS_SEED=${seed} CHAOS_ROUNDS=${rounds}`);
        const receiver = new Receiver();
        t.after(() => receiver.close());
        await using sandbox = await startSandbox({ webhookUrl: await receiver.listen(), webhookSecret: canarySecret });
        await using api = await startApiProxy(sandbox.url);
        await using host = await startRecipeHost(file, databases, {
          ARAUCARIA_API_KEY: sandbox.apiKey,
          ARAUCARIA_API_URL: api.url,
        });
        const chaos = new WebhookChaos(
          sandbox,
          receiver,
          { ...host, holdAnswer: api.holdAnswer },
          new SeededRandom(seed),
        );
        const total = { events: 0, deliveries: 0 };
        for (let round = 1; round <= rounds; round += 1) {
          const { events, deliveries } = await chaos.playRound();
          total.events += events;
          total.deliveries += deliveries;
          const { kills, cuts } = host.faults();
          promised(await host.acts(), total.events, kills + cuts);
        }
        t.diagnostic(JSON.stringify({ rounds, ...total, ...host.faults() }));
      });
    }
  },
);
