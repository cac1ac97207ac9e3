import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { signedWebhook } from './support/signed-webhook.ts';
import { startDatabases, type HostDatabases } from './support/host-databases.ts';
import { Host } from './support/host.ts';
import { missingServers } from './support/servers.ts';

const recipes = join(import.meta.dirname, '../../demo/recipes/webhooks');
const claimHost = join(import.meta.dirname, 'support/claim-host.ts');

/** Each way to act once. Where a process is killed, or loses a connection, only a transaction acts exactly once. */
const ways = [
  { name: 'a transaction of PostgreSQL', recipe: join(recipes, 'postgres.ts'), isExact: true },
  { name: 'claims in PostgreSQL', recipe: claimHost, claim: join(recipes, 'postgres-claim.ts'), isExact: false },
  { name: 'claims in Redis', recipe: claimHost, claim: join(recipes, 'redis-claim.ts'), isExact: false },
];

describe('two processes that get the same webhooks', { skip: missingServers }, () => {
  let databases: HostDatabases;
  before(async () => void (databases = await startDatabases()));
  after(() => databases?.[Symbol.asyncDispose]());

  for (const { name, isExact, ...modules } of ways) {
    describe(`with ${name}`, () => {
      let first: Host;
      let second: Host;
      beforeEach(async () => {
        await databases.empty();
        const settings = { ...modules, environment: databases.environment };
        first = new Host(settings);
        second = new Host(settings);
        await Promise.all([first.start(), second.start()]);
      });
      afterEach(async () => {
        await first.kill();
        await second.kill();
      });

      it('act once on one that comes to both, one after the other', async () => {
        assert.equal(await first.deliver(signedWebhook({ id: 'msg_1', connectionId: 'one' })), 204);
        assert.equal(await second.deliver(signedWebhook({ id: 'msg_1', connectionId: 'one' })), 204);
        assert.equal(await databases.mailsFor('one'), 1);
      });

      it('act once on one that comes to both at once', async () => {
        for (let index = 0; index < 20; index += 1) {
          const webhook = { id: `msg_${index}`, connectionId: `both-${index}` };
          const answers = await Promise.all([first, second].map((host) => host.deliver(signedWebhook(webhook))));
          assert.ok(answers.includes(204), answers.join());
          for (const status of answers) assert.ok(status === 204 || status === 503, answers.join());
          assert.equal(await databases.mailsFor(webhook.connectionId), 1);
        }
      });

      for (const kind of ['kill', 'cut'] as const) {
        const what = kind === 'kill' ? 'one is killed' : 'one loses a connection';
        it(`lose nothing when ${what}, whatever it is about to write`, { timeout: 180_000 }, async () => {
          let mails = 0;
          // Until the fault no longer happens: the webhook needs fewer writes.
          let count = 0;
          for (let isOver = false; !isOver; count += 1) {
            isOver = true;
            for (const when of ['before', 'after'] as const) {
              const webhook = { id: `msg_${count}_${when}`, connectionId: `${kind}-${count}-${when}` };
              const faults = first.kills + first.cuts;
              await first.arm({ kind, when, write: count + 1 });
              await first.deliver(signedWebhook(webhook));
              await first.revive();
              if (first.kills + first.cuts > faults) isOver = false;
              // A claim of a process that was killed is held for a minute.
              const status = await second.deliver(signedWebhook(webhook));
              assert.ok(status === 204 || (!isExact && status === 503), `${status} came`);
              if (status === 503) {
                await databases.passMinute();
                assert.equal(await second.deliver(signedWebhook(webhook)), 204);
              }
              const sent = await databases.mailsFor(webhook.connectionId);
              assert.ok(
                sent === 1 || (!isExact && sent === 2),
                `${sent} mails after ${kind} ${when} write ${count + 1}`,
              );
              mails += sent;
            }
          }
          assert.ok(count > 4, `${count} writes`);
        });
      }

      it('stay when the database is restarted, and act on the next webhook', { timeout: 60_000 }, async () => {
        assert.equal(await first.deliver(signedWebhook({ id: 'msg_1', connectionId: 'before' })), 204);
        await databases.restart();
        await Promise.all([first.revive(), second.revive()]);
        assert.equal(await second.deliver(signedWebhook({ id: 'msg_1', connectionId: 'before' })), 204);
        assert.equal(await databases.mailsFor('before'), 1, 'the claim outlives it');
        assert.equal(await first.deliver(signedWebhook({ id: 'msg_2', connectionId: 'after' })), 204);
        assert.equal(await databases.mailsFor('after'), 1);
      });

      it('act after an error in the database', async () => {
        await databases.pool.query('alter table mails rename to letters');
        for (let index = 0; index < 12; index += 1) {
          assert.equal(await first.deliver(signedWebhook({ id: 'msg_1', connectionId: 'late' })), 500);
        }
        await databases.pool.query('alter table letters rename to mails');
        assert.equal(await first.deliver(signedWebhook({ id: 'msg_1', connectionId: 'late' })), 204);
        assert.equal(await databases.mailsFor('late'), 1);
      });

      it('refuse a replay after 10,000 other webhooks', { timeout: 180_000 }, async () => {
        const replayed = { id: 'msg_replayed', connectionId: 'replayed' };
        assert.equal(await first.deliver(signedWebhook(replayed)), 204);
        const others = Array.from({ length: 10_001 }, (_, index) => ({ id: `msg_${index}`, connectionId: 'others' }));
        const deliver = async (): Promise<void> => {
          for (let next = others.pop(); next; next = others.pop()) {
            assert.equal(await first.deliver(signedWebhook(next)), 204);
          }
        };
        await Promise.all(Array.from({ length: 8 }, deliver));
        assert.equal(await databases.mailsFor('others'), 10_001);
        assert.equal(await first.deliver(signedWebhook(replayed)), 204);
        assert.equal(await databases.mailsFor('replayed'), 1);
      });
    });
  }
});
