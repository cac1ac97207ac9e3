import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { settingsFromEnvironment } from '../../src/sandbox/cli/command-settings.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { ready, run, runToEnd, stop } from './support/sandbox-command.ts';
import { temporaryFile } from './support/temporary-file.ts';

const isPosix = process.platform !== 'win32';

/** How the command ends with that database: it must end by itself. */
async function refused(database: string): Promise<string> {
  const { status, stdout, stderr } = await runToEnd(['--database', database], { ARAUCARIA_PORT: '0' });
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /^ARAUCARIA_DB \(database\): expected .*\.\n$/);
  return stderr;
}

describe('a path that can be no database', () => {
  const impossible = {
    'a folder of /proc': { path: '/proc/x/db.sqlite', says: "the folder /proc/x can't be created" },
    'a file of /proc': { path: '/proc/db.sqlite', says: "/proc/db.sqlite can't be created" },
    'a folder of /sys': { path: '/sys/a/b/db.sqlite', says: "the folder /sys/a can't be created" },
    'a device': { path: '/dev/null', says: '/dev/null is not a regular file' },
    'a device that never ends': { path: '/dev/zero', says: '/dev/zero is not a regular file' },
    'a folder': { path: '/usr', says: '/usr is a folder' },
    'a name that ends like a folder': { path: 'data/', says: 'data/ is a folder' },
    'a file in a file': { path: '/etc/passwd/db.sqlite', says: '/etc/passwd is not a folder' },
    'a user’s home folder': { path: '~someone/db.sqlite', says: '~ is not known here' },
    'an empty name': { path: '', says: 'expected a file name, or :memory:' },
    'a secret': { path: 'whsec_c2VjcmV0/', says: 'it is a secret' },
  };
  for (const [what, { path, says }] of Object.entries(impossible)) {
    it(`is refused at once: ${what}`, { skip: !isPosix }, async () => {
      const message = await refused(path);
      assert.ok(message.includes(says), message);
      assert.ok(!message.includes('c2VjcmV0'));
    });
  }

  it('is refused at once: a named pipe, to read which would wait for a writer', { skip: !isPosix }, async (t) => {
    const pipe = await temporaryFile(t, 'db.sqlite');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    assert.ok((await refused(pipe)).includes(`${pipe} is not a regular file`));
  });

  it('is refused, and stays as it is: a file of another kind', async (t) => {
    const file = await temporaryFile(t, 'notes.txt');
    await writeFile(file, 'not a database, and longer than its header would be'.repeat(9));
    assert.match(await refused(file), /file is not a database/);
    assert.match(await readFile(file, 'utf8'), /^not a database/);
  });
});

describe('a file that never ends', { skip: !isPosix }, () => {
  it('is no list of institutions and no logo', async (t) => {
    await assert.rejects(startSandbox({ institutions: '/dev/zero' }), /ARAUCARIA_INSTITUTIONS .*regular file/);
    const logo = await temporaryFile(t, 'logo.svg');
    await symlink('/dev/zero', logo);
    await assert.rejects(startSandbox({ appLogo: logo }), /ARAUCARIA_APP_LOGO .*expected a file that can be read/);
  });
});

describe('a path of a database', () => {
  it('may be in folders that do not exist yet', async (t) => {
    const database = join(dirname(await temporaryFile(t, 'x')), 'a/b/c/db.sqlite');
    await using _ = await startSandbox({ database });
    assert.ok(existsSync(database));
  });

  it('may begin with ~/, which no shell replaces in a flag or in a file of variables', () => {
    assert.equal(settingsFromEnvironment({ ARAUCARIA_DB: '~/db.sqlite' }).database, join(homedir(), 'db.sqlite'));
    assert.equal(settingsFromEnvironment({ ARAUCARIA_DB: './~/db.sqlite' }).database, './~/db.sqlite');
  });
});

describe('two sandboxes on one file', () => {
  it('are told: the second names the file and the first, and the first goes on', async (t) => {
    const first = await run(t);
    const client = await ready(first);
    const file = join(first.folder, 'sandbox.sqlite');
    const message = await refused(file);
    assert.equal(
      message,
      'ARAUCARIA_DB (database): expected a file that the sandbox can use; another sandbox ' +
        `(process ${first.child.pid}, ${client.url}) uses ${file}: stop it, or use another file.\n`,
    );
    await client.create();
  });

  it('are told also if another path leads to it, and in a test suite', { skip: !isPosix }, async (t) => {
    const first = await run(t);
    await ready(first);
    const link = await temporaryFile(t, 'link.sqlite');
    await symlink(join(first.folder, 'sandbox.sqlite'), link);
    await assert.rejects(startSandbox({ database: link }), /another sandbox \(process \d+, http/);
  });

  it('are one after the other, whether the first was stopped or killed', async (t) => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const first = await run(t);
      const { connectionId } = await (await ready(first)).create();
      await stop(first, signal);
      const second = await run(t, {}, first.folder);
      assert.equal(await (await ready(second)).status(connectionId), 'PENDING');
      await stop(second, 'SIGKILL');
    }
  });

  it('may share it in one process, until the last is closed', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await startSandbox({ database });
    const second = await startSandbox({ database });
    await first.close();
    await refused(database);
    await second.close();
    const third = await run(t, { ARAUCARIA_DB: database });
    await ready(third);
    await stop(third, 'SIGKILL');
  });

  it('free the file if the start fails', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    await using other = await startSandbox();
    await assert.rejects(startSandbox({ database, port: other.port }), /ARAUCARIA_PORT/);
    await ready(await run(t, { ARAUCARIA_DB: database }));
  });
});

describe('the database of a project', () => {
  it('is one for each folder with a package.json or a repository, and else for the current folder', async (t) => {
    const home = dirname(await temporaryFile(t, 'x'));
    const projects = { 'shop é': 'package.json', bank: '.git', notes: null };
    for (const [name, mark] of Object.entries(projects)) {
      await mkdir(join(home, name, 'src/deep'), { recursive: true });
      if (mark) await writeFile(join(home, name, mark), '{}');
    }
    const databaseIn = (folder: string): string => {
      const former = process.cwd();
      process.chdir(join(home, folder));
      try {
        return settingsFromEnvironment({ XDG_CACHE_HOME: '/cache' }).database ?? '';
      } finally {
        process.chdir(former);
      }
    };
    assert.match(databaseIn('shop é'), /^\/cache\/araucaria-connect\/shop--[0-9a-f]{8}\/sandbox\.sqlite$/);
    assert.match(databaseIn('bank'), /\/bank-[0-9a-f]{8}\/sandbox\.sqlite$/);
    for (const name of ['shop é', 'bank']) assert.equal(databaseIn(`${name}/src/deep`), databaseIn(name));
    assert.notEqual(databaseIn('notes/src'), databaseIn('notes'));
  });

  it('is told of at its first start if there is a former one, which stays as it is', async (t) => {
    const cache = dirname(await temporaryFile(t, 'x'));
    const former = join(cache, 'araucaria-connect/sandbox.sqlite');
    await (await startSandbox({ database: former })).close();
    const before = await readFile(former);
    const told = `warning: Each project has a database of its own now. The former one is unchanged; to use it: ARAUCARIA_DB=${former}\n`;
    for (const isTold of [true, false]) {
      const command = await run(t, { XDG_CACHE_HOME: cache, ARAUCARIA_DB: '' });
      const { create } = await ready(command);
      assert.ok(create);
      await stop(command, 'SIGTERM');
      assert.equal(command.output().includes(told), isTold, command.output());
    }
    assert.deepEqual(await readFile(former), before);
  });
});
