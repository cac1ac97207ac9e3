import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { releaseNotes } from '../../.github/scripts/release-notes.ts';

const changelog = `# Changelog

## [Unreleased]

### Added

- not yet

## [1.2.0] - 2026-11-02

### Fixed

- the second
  line

## [1.1.0]

- undated

## [1.0.0] - 2026-10-01

## [0.9.0] - 2026-09-01

- the first

[1.2.0]: https://example.com
`;

test('the notes of a release are its section of the changelog, without the heading', () => {
  assert.equal(releaseNotes('v1.2.0', '1.2.0', changelog), '### Fixed\n\n- the second\n  line\n');
});

test('the notes of the last section end before the links', () => {
  assert.equal(releaseNotes('v0.9.0', '0.9.0', changelog), '- the first\n');
});

const refused: [string, string, string, RegExp][] = [
  ['a tag of another version than package.json', 'v1.2.0', '1.3.0', /Expected the tag v1\.3\.0/],
  ['a tag that is no version', 'v1.2', '1.2', /Expected a tag such as v1\.2\.3/],
  ['a prerelease, which would become the latest version', 'v1.2.0-rc.1', '1.2.0-rc.1', /Expected a tag such as/],
  ['a version without a section', 'v2.0.0', '2.0.0', /has no section ## \[2\.0\.0\]/],
  ['a section without a date', 'v1.1.0', '1.1.0', /Expected the date/],
  ['an empty section', 'v1.0.0', '1.0.0', /is empty/],
];
for (const [what, tag, version, message] of refused) {
  test(`refuses ${what}`, () => assert.throws(() => releaseNotes(tag, version, changelog), { message }));
}

test('the command ends with an error where the tag is not the version of this repository', () => {
  const script = join(import.meta.dirname, '../../.github/scripts/release-notes.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'v999.0.0'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /as package\.json says; got v999\.0\.0/);
});
