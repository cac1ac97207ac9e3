// What a new connection costs when the sandbox holds few, and when it holds a hundred thousand: through the API, with
// a database on the disk, one call after the other.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { percentile, printTable } from './table.ts';

const marks = [1_000, 10_000, 100_000];
/** So many connections are timed around each mark. */
const timed = 1_000;
/** So many calls at the same time make the others. */
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

/** How long each of the next connections took, in ms. */
async function timeEach(sandbox: Sandbox, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    const begun = performance.now();
    await sandbox.createConnection();
    times.push(performance.now() - begun);
  }
  return times;
}

// Code that has run for a while is faster, which is not what is measured.
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
