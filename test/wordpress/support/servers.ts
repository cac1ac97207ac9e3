import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, type ServerProcess } from '../../support/server-process.ts';

const isRoot = process.getuid?.() === 0;

/** Starts a MariaDB with the empty database `wordpress`, for the user `wordpress` without a password, on a socket in the folder. */
export async function startDatabase(folder: string): Promise<ServerProcess & { socket: string }> {
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
  const server = await startProcess(
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
export async function startPhp(folder: string): Promise<ServerProcess & { socket: string }> {
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
  return { ...(await startProcess(program, args, socket)), socket };
}

/** Starts an nginx that serves a site of PHP. */
export function startWebServer(folder: string, site: string, php: string, port: number): Promise<ServerProcess> {
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
  return startProcess('nginx', ['-e', 'stderr', '-c', settings], port);
}
