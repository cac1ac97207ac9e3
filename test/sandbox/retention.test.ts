import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Clock } from '../../src/sandbox/runtime/clock.ts';
import { Database } from '../../src/sandbox/storage/database.ts';
import { runRetention } from '../../src/sandbox/storage/retention.ts';
import { WebhookOutbox } from '../../src/sandbox/webhooks/outbox.ts';
import { WidgetTokens } from '../../src/sandbox/connections/widget-tokens.ts';
import { standingClock } from './support/standing-clock.ts';

const day = 86_400_000;

/** A database with one connection, and its clock. */
function setUp(t: TestContext): { database: Database; clock: Clock; tokens: WidgetTokens; signal: AbortSignal } {
  const database = new Database(null);
  const clock = standingClock();
  const life = new AbortController();
  t.after(() => life.abort());
  database
    .prepare("INSERT INTO connections (id, application, status, created_at) VALUES ('conn_1', 'app', 'PENDING', 0)")
    .run();
  return { database, clock, tokens: new WidgetTokens(database, clock, 900), signal: life.signal };
}

describe('the database', () => {
  it('deletes old rows, and never a waiting webhook', async (t) => {
    const { database, clock, tokens, signal } = setUp(t);
    const outbox = new WebhookOutbox(database, clock, 'app');
    const data = { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null } as const;
    for (let count = 0; count < 2; count += 1) {
      outbox.add({ type: 'connection.connected', timestamp: new Date().toISOString(), data }, 'req_1');
      tokens.mint('conn_1', 'req_1');
    }
    const [settled] = outbox.claim(1);
    const delivery = { at: clock.now(), status: 204, failure: null, duration: 1 };
    outbox.finish(settled!, delivery, 'delivered');

    void runRetention(database, clock, signal, assert.ifError);
    await clock.advance(29 * day);
    assert.equal(tokens.latestOf('conn_1').length, 2, 'a token is known to have expired');
    assert.equal(outbox.latest(9).length, 2);
    await clock.advance(2 * day);
    assert.equal(tokens.latestOf('conn_1').length, 0);
    assert.deepEqual(
      outbox.latest(9).map(({ state }) => state),
      ['waiting'],
    );
    assert.equal(database.prepare('SELECT count(*) AS count FROM deliveries').get()?.['count'], 0);
  });

  it('is cleaned up a day later if it failed', async (t) => {
    const { database, clock, tokens, signal } = setUp(t);
    tokens.mint('conn_1', 'req_1');
    await clock.advance(31 * day);
    database.prepare('PRAGMA query_only = ON').run();
    const failures: unknown[] = [];
    void runRetention(database, clock, signal, (error) => failures.push(error));
    assert.equal(failures.length, 1);
    database.prepare('PRAGMA query_only = OFF').run();
    await clock.advance(day);
    assert.deepEqual([tokens.latestOf('conn_1').length, failures.length], [0, 1]);
  });
});
