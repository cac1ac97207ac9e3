// Builds the documentation site, unless it is newer than its sources. The demo runs this at the first request for it.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { changedAt } from './parts.ts';

// Not the folder `docs/.vitepress`, in which VitePress makes a temporary one.
const patterns = [
  'docs/**',
  'docs/.vitepress/*.ts',
  'docs/.vitepress/{markdown,theme}/**',
  'demo/pictures/**',
  'src/{button,shared}/**',
];
const sources = ['package.json', 'node_modules/.package-lock.json', ...globSync(patterns)];

const builtAt = changedAt('dist-docs/index.html');
if (sources.some((path) => changedAt(path) > builtAt)) {
  const { status } = spawnSync('npm run -s docs', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
