import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(import.meta.dirname, '../../../node_modules/.cache/wordpress');

/** WordPress, a theme, and those libraries that Debian keeps in packages of their own. */
const packages = ['wordpress', 'wordpress-theme-twentytwentythree', 'libjs-cropper', 'libjs-underscore', 'php-getid3'];

/**
 * The folder of a WordPress as its authors ship it: `$WORDPRESS_FOLDER`, or put together from Debian's packages, which
 * needs no root. A test works on a copy of it.
 */
export function wordpressFolder(): string {
  const given = process.env['WORDPRESS_FOLDER'];
  if (given) return given;
  const site = join(cache, 'site');
  if (existsSync(site)) return site;
  const unpacked = join(cache, 'packages');
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });
  try {
    execFileSync('apt-get', ['download', ...packages], { cwd: unpacked, stdio: 'pipe' });
  } catch (cause) {
    throw new Error('Expected Debian’s package of WordPress; set WORDPRESS_FOLDER to the folder of one.', { cause });
  }
  for (const file of readdirSync(unpacked)) execFileSync('dpkg', ['-x', file, 'root'], { cwd: unpacked });
  const source = join(unpacked, 'root/usr/share/wordpress');
  // The settings of a server, which this one does not have.
  for (const file of ['wp-config.php', '.htaccess', 'wp-includes/certificates/ca-bundle.crt'])
    rmSync(join(source, file));
  // The libraries are links. Node's own copy would make links of them again.
  execFileSync('cp', ['-rL', source, join(cache, 'new')]);
  renameSync(join(cache, 'new'), site);
  rmSync(unpacked, { recursive: true });
  return site;
}

/** The command that serves WordPress, from a folder of packages of its own: it has more of them than this repository. */
export function playground(): string {
  const folder = join(cache, 'playground');
  const command = join(folder, 'node_modules/@wp-playground/cli/wp-playground.js');
  if (existsSync(command)) return command;
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(join(import.meta.dirname, '..', file), join(folder, file));
  }
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
  return command;
}
