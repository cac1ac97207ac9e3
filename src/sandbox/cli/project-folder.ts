import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What the root of a project has. */
const marks = ['package.json', '.git'];

/** The project that `folder` is in: the nearest folder with a `package.json` or `.git`; without one, `folder` itself. */
function projectOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (marks.some((mark) => existsSync(join(at, mark)))) return at;
    if (at === dirname(at)) return folder;
  }
}

/** A name for the data of the project that `folder` is in: readable, and another one for each path. */
export function projectName(folder: string): string {
  const project = projectOf(realpathSync(folder));
  const readable = basename(project)
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, 40);
  return `${readable || 'root'}-${createHash('sha256').update(project).digest('hex').slice(0, 8)}`;
}
