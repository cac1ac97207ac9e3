import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A running server. `printed`: its output so far. */
export type Server = AsyncDisposable & { printed(): string };

const isRoot = process.getuid?.() === 0;

/** Starts a server in the foreground, and waits until a socket of it takes connections. */
async function start(program: string, args: readonly string[], socket: string | number): Promise<Server> {
  // Debian's servers are where the path of a user need not lead.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      printed += error.message;
      resolve();
    });
  });
  if ((await Promise.race([isListening(socket), ended])) !== true)
    throw new Error(`Expected ${program} to start:\n${printed}`);
  return {
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

async function isListening(socket: string | number): Promise<true> {
  const isTaken = (): Promise<boolean> =>
    new Promise((resolve) => {
      const connection = typeof socket === 'string' ? connect(socket) : connect(socket, '127.0.0.1');
      connection.once('connect', () => {
        connection.destroy();
        resolve(true);
      });
      connection.once('error', () => resolve(false));
    });
  while (!(await isTaken())) await pause(50);
  return true;
}

/** Starts a MariaDB with the empty database `wordpress`, for the user `wordpress` without a password, on a socket in the folder. */
export async function startDatabase(folder: string): Promise<Server & { socket: string }> {
  const data = join(folder, 'database');
  const socket = join(folder, 'database.sock');
  const user = isRoot ? ['--user=root'] : [];
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', ...user, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'pipe' },
  );
  const grants = join(folder, 'grants.sql');
  writeFileSync(
    grants,
    `CREATE DATABASE wordpress;
CREATE USER wordpress@localhost;
GRANT ALL ON wordpress.* TO wordpress@localhost;
`,
  );
  const server = await start(
    'mariadbd',
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'database.pid')}`,
      `--init-file=${grants}`,
      '--skip-networking',
    ],
    socket,
  );
  return { ...server, socket };
}

/** Starts PHP for a web server, on a socket in the folder. */
export async function startPhp(folder: string): Promise<Server & { socket: string }> {
  const socket = join(folder, 'php.sock');
  const settings = join(folder, 'php-fpm.conf');
  writeFileSync(
    settings,
    `[global]
error_log = ${join(folder, 'php-fpm.log')}
[site]
listen = ${socket}
${isRoot ? 'user = root' : ''}
pm = static
pm.max_children = 4
php_admin_value[sendmail_path] = /bin/true
`,
  );
  const program = readdirSync('/usr/sbin').find((file) => /^php-fpm[\d.]+$/.test(file)) ?? 'php-fpm';
  const args = [
    '--nodaemonize',
    '--force-stderr',
    '--fpm-config',
    settings,
    ...(isRoot ? ['--allow-to-run-as-root'] : []),
  ];
  return { ...(await start(program, args, socket)), socket };
}

/** Starts an nginx that serves a site of PHP. */
export function startWebServer(folder: string, site: string, php: string, port: number): Promise<Server> {
  const settings = join(folder, 'nginx.conf');
  const kept = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'];
  writeFileSync(
    settings,
    `${isRoot ? 'user root;' : ''}
daemon off;
pid ${join(folder, 'nginx.pid')};
error_log stderr;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${kept.map((what) => `${what}_temp_path ${join(folder, what)};`).join(' ')}
  server {
    listen 127.0.0.1:${port};
    root ${site};
    index index.php;
    # nginx itself would refuse some methods at a folder.
    location = / { rewrite ^ /index.php; }
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
      include /etc/nginx/fastcgi_params;
      # With the port, which Debian's parameters leave out.
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_pass unix:${php};
    }
  }
}
`,
  );
  return start('nginx', ['-e', 'stderr', '-c', settings], port);
}
