import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { startDatabase, startPhp, startWebServer } from './servers.ts';
import { wordpressFolder } from './site.ts';

/** A running WordPress. Its users are `administrator`, `editor` and `author`, each with that role. */
export type WordPress = AsyncDisposable & {
  url: string;
  /** What WordPress and its servers have written, the log of PHP's errors among it. */
  printed(): string;
};

/** The password of each user. */
export const password = 'a password for tests';

export const roles = ['administrator', 'editor', 'author'] as const;

/** Starts a new WordPress on nginx, PHP and MariaDB. `plugin`: the folder of a plugin that is installed and active. */
export async function startWordPress({ apiKey, plugin }: { apiKey: string; plugin?: string }): Promise<WordPress> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-wordpress-'));
  const site = join(folder, 'site');
  cpSync(wordpressFolder(), site, { recursive: true });
  const content = join(site, 'wp-content');
  mkdirSync(join(content, 'mu-plugins'), { recursive: true });
  cpSync(join(import.meta.dirname, 'mu-plugin.php'), join(content, 'mu-plugins/tests.php'));
  if (plugin) cpSync(plugin, join(content, 'plugins/araucaria-connect'), { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const servers: ServerProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const server of servers.toReversed()) await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const database = await startDatabase(folder);
    servers.push(database);
    writeFileSync(join(site, 'wp-config.php'), settings(url, database.socket, apiKey));
    install(site);
    const php = await startPhp(folder);
    servers.push(php);
    servers.push(await startWebServer(folder, site, php.socket, port));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    printed: () => servers.map((server) => server.printed()).join('\n'),
    [Symbol.asyncDispose]: stop,
  };
}

/** Does what a visit of the page "Installation" does, and adds the other users. */
function install(site: string): void {
  const script = join(import.meta.dirname, 'install.php');
  const printed = execFileSync('php', ['-d', 'sendmail_path=/bin/true', script, site, password], { encoding: 'utf8' });
  // WordPress ends with a page, and status 0, when it fails.
  if (printed !== 'installed') throw new Error(`Expected WordPress to install itself:\n${printed}`);
}

/** The wp-config.php of the site. */
function settings(url: string, databaseSocket: string, apiKey: string): string {
  const constants = {
    DB_NAME: 'wordpress',
    DB_USER: 'wordpress',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${databaseSocket}`,
    DB_CHARSET: 'utf8mb4',
    WP_HOME: url,
    WP_SITEURL: url,
    ARAUCARIA_API_KEY: apiKey,
    // Plugins are uploaded without FTP.
    FS_METHOD: 'direct',
    // WordPress asks for updates of itself, which no test needs.
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1',
    DISABLE_WP_CRON: true,
  };
  const defined = Object.entries(constants).map(
    ([name, value]) => `define( '${name}', ${value === true ? 'true' : `'${String(value)}'`} );`,
  );
  return `<?php\n${defined.join('\n')}\n$table_prefix = 'wp_';\nrequire_once __DIR__ . '/wp-settings.php';\n`;
}
