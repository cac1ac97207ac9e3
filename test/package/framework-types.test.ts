import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { errorsOf, fixtures, frameworks, hostWithCheckers } from './support/checkers.ts';
import type { HostProject } from './support/packed.ts';

let host: HostProject;

before(() => {
  host = hostWithCheckers();
  for (const framework of Object.keys(frameworks)) {
    cpSync(join(fixtures, framework), join(host.folder, framework), { recursive: true });
  }
});

after(() => host.remove());

/** The errors that comments in the fixtures of a framework name: `// TS2322`. */
function expectedErrors(framework: string): string[] {
  const folder = join(fixtures, framework);
  return readdirSync(folder)
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          Array.from(line.matchAll(/\b(?:TS|NG)\d+\b/g), ([code]) => `${file}:${index + 1} ${code}`),
        ),
    )
    .toSorted();
}

describe('a host’s code for the tag', () => {
  for (const [framework, checker] of Object.entries(frameworks)) {
    test(`is checked in ${framework}: what is right passes, what is wrong is refused`, () => {
      const expected = expectedErrors(framework);
      assert.ok(expected.length > 5);
      assert.deepEqual(errorsOf(checker, join(host.folder, framework)), expected);
    });
  }
});
