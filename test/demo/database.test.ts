import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../demo/host/database.ts';

test('the demo waits for another process that writes to its database, on every version of Node', () => {
  const database = openDatabase(':memory:');
  assert.deepEqual({ ...database.prepare('PRAGMA busy_timeout').get() }, { timeout: 5_000 });
  database.close();
});
