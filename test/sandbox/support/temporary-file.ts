import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A path for a file of that name, in a new folder that is deleted after the test. */
export async function temporaryFile(t: Pick<TestContext, 'after'>, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, name);
}
