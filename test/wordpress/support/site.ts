import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../../support/installed-project.ts';

const site = join(cache, 'wordpress');

/** WordPress, a theme, and those libraries that Debian keeps in packages of their own. */
const packages = ['wordpress', 'wordpress-theme-twentytwentythree', 'libjs-cropper', 'libjs-underscore', 'php-getid3'];

/**
 * The folder of a WordPress as its authors ship it: `$WORDPRESS_FOLDER`, or put together from Debian's packages, which
 * needs no root. A test works on a copy of it.
 */
export function wordpressFolder(): string {
  const given = process.env['WORDPRESS_FOLDER'];
  if (given) return given;
  if (existsSync(site)) return site;
  mkdirSync(cache, { recursive: true });
  const unpacked = mkdtempSync(`${site}-`);
  try {
    execFileSync('apt-get', ['download', ...packages], { cwd: unpacked, stdio: 'pipe' });
  } catch (cause) {
    throw new Error('Expected Debian’s package of WordPress; set WORDPRESS_FOLDER to the folder of one.', { cause });
  }
  for (const file of readdirSync(unpacked)) execFileSync('dpkg', ['-x', file, 'root'], { cwd: unpacked });
  const source = join(unpacked, 'root/usr/share/wordpress');
  // The settings of a server, which this one does not have.
  for (const file of ['wp-config.php', '.htaccess', 'wp-includes/certificates/ca-bundle.crt']) {
    rmSync(join(source, file), { force: true });
  }
  // The libraries are links. Node's own copy would make links of them again.
  execFileSync('cp', ['-rL', source, join(unpacked, 'site')]);
  renameSync(join(unpacked, 'site'), site);
  rmSync(unpacked, { recursive: true });
  return site;
}
