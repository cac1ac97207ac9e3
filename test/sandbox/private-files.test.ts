import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { startDemo } from '../../demo/start-demo.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { ready, run, stop } from './support/sandbox-command.ts';

/** Windows has no such modes. */
const skip = process.platform === 'win32';

const rightsOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

/** The mode of each file in a folder. */
async function rightsIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rightsOf(join(folder, name))])));
}

const closed = {
  'sandbox.sqlite': '600',
  'sandbox.sqlite-lock': '600',
  'sandbox.sqlite-shm': '600',
  'sandbox.sqlite-wal': '600',
};

async function home(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `work` with that umask, and restores the previous one. */
async function withUmask<Result>(umask: number, work: () => Promise<Result>): Promise<Result> {
  const former = process.umask(umask);
  try {
    return await work();
  } finally {
    process.umask(former);
  }
}

describe('other users of the machine', { timeout: 60_000, skip }, () => {
  for (const umask of [0o000, 0o022, 0o077, 0o177]) {
    it(`can not read files of the sandbox, with a umask of ${umask.toString(8)}`, async (t) => {
      const database = join(await home(t), 'new', 'folder', 'sandbox.sqlite');
      await withUmask(umask, async () => {
        await using sandbox = await startSandbox({ database });
        await sandbox.createConnection();
        assert.deepEqual(await rightsIn(dirname(database)), closed);
        assert.equal(await rightsOf(dirname(database)), '700');
      });
    });
  }

  it('can no longer read files that an earlier version left readable', async (t) => {
    const folder = await home(t);
    const database = join(folder, 'sandbox.sqlite');
    const first = await startSandbox({ database });
    await first.createConnection();
    // A process that reads keeps the other two files in place.
    const reader = new DatabaseSync(database);
    reader.prepare('SELECT count(*) FROM connections').get();
    await first.close();
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o666);
    assert.equal((await readdir(folder)).length, 4);

    await using again = await startSandbox({ database });
    await again.createConnection();
    assert.deepEqual(await rightsIn(folder), closed);
    reader.close();
  });

  it('keep their access to an existing folder and to a file of another program', async (t) => {
    const folder = join(await home(t), 'shared');
    await mkdir(folder);
    await chmod(folder, 0o755);
    const foreign = join(folder, 'songs.sqlite');
    const songs = new DatabaseSync(foreign);
    songs.exec('CREATE TABLE songs (title TEXT)');
    songs.close();
    await chmod(foreign, 0o644);
    await assert.rejects(startSandbox({ database: foreign }));
    await using sandbox = await startSandbox({ database: join(folder, 'sandbox.sqlite') });
    await sandbox.createConnection();
    assert.deepEqual(await rightsIn(folder), { ...closed, 'songs.sqlite': '644' });
    assert.equal(await rightsOf(folder), '755');
  });

  it('have no access to the cache folder of the command, also if they had before', async (t) => {
    const cache = await home(t);
    const folder = join(cache, 'araucaria-connect');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'sandbox.sqlite'), '', { mode: 0o644 });
    const command = await run(t, { XDG_CACHE_HOME: cache, ARAUCARIA_DB: '' });
    const client = await ready(command);
    await client.create();
    assert.equal(await rightsOf(folder), '700');
    const [project = ''] = (await readdir(folder)).filter((name) => name !== 'sandbox.sqlite');
    assert.equal(await rightsOf(join(folder, project)), '700');
    assert.deepEqual(await rightsIn(join(folder, project)), closed);
    assert.equal(await stop(command, 'SIGTERM'), 0);
  });

  it('can not read files of the demo either', async (t) => {
    const database = join(await home(t), 'new', 'demo.sqlite');
    const demo = await withUmask(0, () => startDemo({ port: 0, database, sandbox: { database: ':memory:' } }));
    t.after(() => demo.close());
    await fetch(demo.hostUrl);
    assert.equal(await rightsOf(dirname(database)), '700');
    assert.deepEqual(await rightsIn(dirname(database)), {
      'demo.sqlite': '600',
      'demo.sqlite-shm': '600',
      'demo.sqlite-wal': '600',
    });
  });
});

describe('a database', () => {
  it('is a file, also if its name looks like a URI', async (t) => {
    const folder = await home(t);
    const former = process.cwd();
    process.chdir(folder);
    t.after(() => process.chdir(former));
    await using sandbox = await startSandbox({ database: 'file:x.sqlite?mode=memory' });
    await sandbox.createConnection();
    assert.ok((await readdir(folder)).includes('file:x.sqlite?mode=memory'));
  });
});
