// The time of a new connection when the sandbox has 1,000, 10,000 and 100,000 of them, and with CONNECTIONS=1000000 a million,
// which takes some minutes more: one call after the other, with a database on disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { percentile, printTable } from './table.ts';

const most = Number(process.env['CONNECTIONS'] ?? 100_000);
const marks = [1_000, 10_000, 100_000, 1_000_000].filter((mark) => mark <= most);
/** The number of connections that are timed around each mark. */
const timedCount = 1_000;
/** The other connections are created by this number of parallel callers. */
const callerCount = 16;

async function createMany(sandbox: Sandbox, count: number): Promise<void> {
  let begun = 0;
  const caller = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await sandbox.createConnection();
    }
  };
  await Promise.all(Array.from({ length: callerCount }, caller));
}

/** The times of the next connections, in ms. */
async function timeEach(sandbox: Sandbox, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    const begun = performance.now();
    await sandbox.createConnection();
    times.push(performance.now() - begun);
  }
  return times;
}

// Warms the code up, so that the first mark is not measured with cold code.
const warmUp = await startSandbox();
await createMany(warmUp, 5_000);
await warmUp.close();

const folder = await mkdtemp(join(tmpdir(), 'araucaria-bench-'));
const sandbox = await startSandbox({ database: join(folder, 'sandbox.sqlite') });
const rows: Record<string, Record<string, number | string>> = {};
let made = 0;
let first = NaN;
for (const mark of marks) {
  await createMany(sandbox, mark - timedCount / 2 - made);
  const times = await timeEach(sandbox, timedCount);
  made = mark + timedCount / 2;
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
printTable(`A new connection, ${timedCount.toLocaleString('en')} timed around each`, rows);
