// The time for a new connection in a sandbox with few connections and in one with a hundred thousand: through the API,
// with a database on disk, one request after another.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { percentile, printTable } from './table.ts';

const marks = [1_000, 10_000, 100_000];
/** The number of connections that are timed at each mark. */
const timed = 1_000;
/** The number of parallel requests that create the others. */
const callers = 16;

async function createMany(sandbox: Sandbox, count: number): Promise<void> {
  let begun = 0;
  const caller = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await sandbox.createConnection();
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** The time for each of the next connections, in ms. */
async function timeEach(sandbox: Sandbox, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    const begun = performance.now();
    await sandbox.createConnection();
    times.push(performance.now() - begun);
  }
  return times;
}

// Warms the code up, so that its first runs are not measured.
const other = await startSandbox();
await createMany(other, 5_000);
await other.close();

const folder = await mkdtemp(join(tmpdir(), 'araucaria-bench-'));
const sandbox = await startSandbox({ database: join(folder, 'sandbox.sqlite') });
const rows: Record<string, Record<string, number | string>> = {};
let made = 0;
let first = NaN;
for (const mark of marks) {
  await createMany(sandbox, mark - timed / 2 - made);
  const times = await timeEach(sandbox, timed);
  made = mark + timed / 2;
  const median = percentile(times, 0.5);
  if (mark === marks[0]) first = median;
  rows[`connection ${mark.toLocaleString('en')}`] = {
    'p50 ms': median.toFixed(2),
    'p95 ms': percentile(times, 0.95).toFixed(2),
    'p50 against the first': (median / first).toFixed(2),
  };
}
await sandbox.close();
await rm(folder, { recursive: true });
printTable(`A new connection, ${timed.toLocaleString('en')} timed around each`, rows);
