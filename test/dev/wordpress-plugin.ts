// Packs the WordPress plugin as a file to upload: the plugin, and the embed script that it loads.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

const root = join(import.meta.dirname, '../..');
const name = 'araucaria-connect';

/** Where the packed plugin is. */
export const pluginFile = join(root, `demo/wordpress/${name}.zip`);

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

/** Of the package. WordPress reads the plugin's from a comment, and browsers keep a script by it. */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

function pack(): void {
  const folder = join(root, 'demo/wordpress', name);
  const main = readFileSync(join(folder, `${name}.php`), 'utf8');
  for (const line of [` * Version: ${version}\n`, `const VERSION = '${version}';`]) {
    if (!main.includes(line)) throw new Error(`Expected the version of the package in ${name}.php: ${line.trim()}`);
  }
  const files: Zippable = {};
  for (const file of readdirSync(folder)) files[file] = read(join(folder, file));
  for (const file of [`${name}-embed.js`, `${name}-embed.licenses.md`, `${name}-debug.js`])
    files[file] = read(join(root, 'dist', file));
  writeFileSync(pluginFile, zipSync({ [name]: files }));
}

if (import.meta.main) pack();
