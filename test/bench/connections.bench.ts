// What a new connection costs when the sandbox holds few, and when it holds a hundred thousand: through the API, with
// a database on the disk, one call after the other.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { percentile, printTable } from './table.ts';

const marks = [1_000, 10_000, 100_000];
/** So many connections are timed at each mark. */
const timed = 1_000;
/** So many calls at the same time fill the space between. */
const callers = 16;

const folder = await mkdtemp(join(tmpdir(), 'araucaria-bench-'));
const sandbox = await startSandbox({ database: join(folder, 'sandbox.sqlite') });
let made = 0;

async function create(): Promise<void> {
  made += 1;
  await sandbox.createConnection();
}

async function fillUpTo(count: number): Promise<void> {
  const caller = async (): Promise<void> => {
    while (made < count) await create();
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** How long each of the connections around the `mark`th took, in ms. */
async function timesAround(mark: number): Promise<number[]> {
  await fillUpTo(mark - timed / 2);
  const times: number[] = [];
  while (times.length < timed) {
    const begun = performance.now();
    await create();
    times.push(performance.now() - begun);
  }
  return times;
}

const rows: Record<string, Record<string, number | string>> = {};
let first = NaN;
for (const mark of marks) {
  const times = await timesAround(mark);
  const median = percentile(times, 0.5);
  if (Number.isNaN(first)) first = median;
  rows[`connection ${mark.toLocaleString('en')}`] = {
    'p50 ms': median.toFixed(2),
    'p95 ms': percentile(times, 0.95).toFixed(2),
    [`p50 against ${marks[0]?.toLocaleString('en')}`]: (median / first).toFixed(2),
  };
}
await sandbox.close();
await rm(folder, { recursive: true });
printTable(`A new connection, ${timed.toLocaleString('en')} timed around each`, rows);
