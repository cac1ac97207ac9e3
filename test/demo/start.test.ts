import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';

const main = new URL('../../demo/start.ts', import.meta.url).pathname;

/** Runs the command of `npm start` without the build, with its own data and, by default, on free ports. */
async function start(
  t: TestContext,
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcessByStdio<null, Readable, Readable>; cache: string }> {
  const cache = await mkdtemp(join(tmpdir(), 'demo-'));
  const child = spawn(process.execPath, [main], {
    env: { PORT: '0', ARAUCARIA_PORT: '0', XDG_CACHE_HOME: cache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(async () => {
    child.kill('SIGKILL');
    await rm(cache, { recursive: true });
  });
  return { child, cache };
}

describe('npm start', () => {
  it('prints the URLs of the application and of the sandbox, runs both, and ends with SIGTERM', async (t) => {
    const { child, cache } = await start(t);
    const failure = text(child.stderr);
    let printed = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += String(chunk);
      if (printed.includes('Ctrl+C')) break;
    }
    const [, hostUrl] = /application +(http:\S+)\n/.exec(printed) ?? [];
    const [, consoleUrl] = /sandbox +(http:\S+)\n/.exec(printed) ?? [];
    assert.ok(hostUrl && consoleUrl, printed || (await failure));

    const page = await fetch(hostUrl);
    assert.equal(page.status, 200);
    assert.ok((await page.text()).includes(new URL('/widget/araucaria-connect.js', consoleUrl).href));
    const console = await fetch(consoleUrl);
    assert.equal(console.status, 200);
    await console.text();
    const files = await readdir(join(cache, 'araucaria-connect'), { recursive: true });
    assert.deepEqual(
      files
        .filter((file) => file.endsWith('.sqlite'))
        .map((file) => basename(file))
        .toSorted(),
      ['demo.sqlite', 'sandbox.sqlite'],
    );

    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await gone, [0, null]);
    assert.equal(await failure, '');
    await assert.rejects(fetch(hostUrl));
  });

  it('names PORT if it is not a port', async (t) => {
    for (const PORT of ['http', '70000', '-1', '1.5']) {
      const { child } = await start(t, { PORT });
      const [failure, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      assert.equal(failure, 'PORT: expected a whole number from 0 to 65535.\n');
      assert.equal(code, 1);
    }
  });
});
