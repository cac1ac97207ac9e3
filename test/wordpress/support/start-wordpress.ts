import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { playground, wordpressFolder } from './site.ts';

/** A running WordPress. Its users are `administrator`, `editor` and `author`, each with that role. */
export type WordPress = AsyncDisposable & {
  url: string;
  /** What WordPress and PHP have written, the log of errors among it. */
  printed(): string;
};

/** The password of each user. */
export const password = 'a password for tests';

export const roles = ['administrator', 'editor', 'author'] as const;

/** Starts a new WordPress with an empty database. `plugin`: the folder of a plugin that is installed and active. */
export async function startWordPress({ apiKey, plugin }: { apiKey: string; plugin?: string }): Promise<WordPress> {
  const command = playground();
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-wordpress-'));
  const site = join(folder, 'site');
  cpSync(wordpressFolder(), site, { recursive: true });
  const content = join(site, 'wp-content');
  mkdirSync(join(content, 'mu-plugins'), { recursive: true });
  cpSync(join(import.meta.dirname, 'mu-plugin.php'), join(content, 'mu-plugins/tests.php'));
  if (plugin) cpSync(plugin, join(content, 'plugins/araucaria-connect'), { recursive: true });
  const blueprint = join(folder, 'blueprint.json');
  writeFileSync(
    blueprint,
    JSON.stringify({ preferredVersions: { php: '8.2', wp: 'latest' }, steps: steps(plugin !== undefined) }),
  );
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [
      command,
      'server',
      `--port=${port}`,
      '--wordpress-install-mode=install-from-existing-files',
      `--mount-before-install=${site}:/wordpress`,
      `--blueprint=${blueprint}`,
      '--define',
      'ARAUCARIA_API_KEY',
      apiKey,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += String(chunk);
      if (printed.includes('Ready!')) resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`WordPress did not start:\n${printed}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  // The answer to the first request is not WordPress's: a redirect that the command makes.
  await fetch(url, { redirect: 'manual' });
  return {
    url,
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The steps of a new site: its users, and addresses of pages by their number. */
function steps(withPlugin: boolean): object[] {
  const users = roles.map(
    (role) => `wp_insert_user(array('user_login' => '${role}', 'user_pass' => '${password}', 'role' => '${role}'));`,
  );
  const code = `<?php require '/wordpress/wp-load.php'; ${users.join(' ')} update_option('permalink_structure', '');`;
  const pluginPath = '/wordpress/wp-content/plugins/araucaria-connect/araucaria-connect.php';
  return [{ step: 'runPHP', code }, ...(withPlugin ? [{ step: 'activatePlugin', pluginPath }] : [])];
}
