import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

const modules = join(import.meta.dirname, '../../node_modules');

for (const environment of ['jsdom', 'happy-dom']) {
  test(`a host's component tests pass in ${environment} without an unhandled error`, async () => {
    const args = ['run', '--config', join(import.meta.dirname, 'component-tests/vitest.config.ts')];
    const vitest = spawn(
      process.execPath,
      [join(modules, 'vitest/vitest.mjs'), ...args, '--environment', environment],
      {
        // Without `CI` Vitest would watch the files.
        env: { ...process.env, CI: 'true', NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const [output, errors, [status]] = await Promise.all([
      text(vitest.stdout),
      text(vitest.stderr),
      once(vitest, 'exit'),
    ]);
    assert.equal(status, 0, output + errors);
    assert.match(output, /Tests\s+6 passed \(6\)/);
    // An environment writes what it can't do to the standard error.
    assert.doesNotMatch(errors, /not implemented|unhandled/i);
  });
}
