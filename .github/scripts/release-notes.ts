// Prints the changelog's section of a release: node release-notes.ts v1.2.3
// Fails unless the tag is the version of package.json, and the changelog has a dated section for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The changelog's section of the release that a tag names, without its heading.
 *
 * @throws {Error} if the release isn't ready
 */
export function releaseNotes(tag: string, version: string, changelog: string): string {
  if (!/^v\d+\.\d+\.\d+$/.test(tag)) throw new Error(`Expected a tag such as v1.2.3; got ${tag}.`);
  if (tag !== `v${version}`) throw new Error(`Expected the tag v${version}, as package.json says; got ${tag}.`);
  const [heading, ...lines] = sectionOf(version, changelog);
  if (heading === undefined) throw new Error(`CHANGELOG.md has no section ## [${version}].`);
  if (!/ - \d{4}-\d{2}-\d{2}$/.test(heading)) {
    throw new Error(`Expected the date in CHANGELOG.md, ## [${version}] - YYYY-MM-DD; got ${heading}.`);
  }
  const notes = lines.join('\n').trim();
  if (notes === '') throw new Error(`The section ## [${version}] of CHANGELOG.md is empty.`);
  return `${notes}\n`;
}

/** The lines from the version's heading to the next heading or the link definitions; none if there is no such heading. */
function sectionOf(version: string, changelog: string): string[] {
  const lines = changelog.split(/\r?\n/);
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^(## |\[[^\]]+\]: )/.test(line));
  return lines.slice(start, length === -1 ? undefined : start + 1 + length);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..');
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  process.stdout.write(releaseNotes(process.argv[2] ?? '', version, read('CHANGELOG.md')));
}
