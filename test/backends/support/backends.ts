import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A backend of `demo/backends`. */
export type Backend = {
  folder: string;
  /** The programs that it needs, as the packages of Debian that have them. */
  packages: string;
  /** A command that succeeds where they are there. */
  probe: readonly string[];
  /** Builds it, or makes its database. */
  prepare?: readonly string[];
  start: readonly string[];
  /** Besides `PORT` and the settings of Araucaria. */
  environment?: Readonly<Record<string, string>>;
};

/** What Spring Boot's starters bring, from Debian's packages. */
const jars = [
  ...['aop', 'beans', 'context', 'core', 'expression', 'jdbc', 'transaction', 'web', 'web.servlet'].map(
    (name) => `spring3-${name}`,
  ),
  ...['annotations', 'core', 'databind'].map((name) => `jackson-${name}`),
  ...['http', 'io', 'security', 'server', 'servlet', 'util'].map((name) => `jetty9-${name}`),
  'commons-logging',
  'h2',
  'servlet-api',
].map((name) => `/usr/share/java/${name}.jar`);

const draft = mkdtempSync(join(tmpdir(), 'araucaria-backends-'));
const classes = join(draft, 'java');

/** A Python that has these modules: the one in the path may be another than Debian's. */
const pythonWith = (modules: string): string =>
  ['python3', '/usr/bin/python3'].find((python) => isAvailable([python, '-c', `import ${modules}`])) ?? 'python3';

const fastApi = pythonWith('fastapi, httpx, itsdangerous, uvicorn');
const django = pythonWith('django');

const backends: readonly Backend[] = [
  {
    folder: 'python-fastapi',
    packages: 'python3-fastapi python3-httpx python3-itsdangerous python3-uvicorn',
    probe: [fastApi, '-c', 'import fastapi, httpx, itsdangerous, uvicorn'],
    start: [fastApi, '-m', 'uvicorn', 'main:app', '--port', '$PORT', '--log-level', 'warning'],
  },
  {
    folder: 'python-django',
    packages: 'python3-django',
    probe: [django, '-c', 'import django'],
    prepare: [django, 'manage.py', 'migrate', '--run-syncdb', '--verbosity', '0'],
    start: [django, 'manage.py', 'runserver', '--noreload', '$PORT'],
    environment: { DATABASE: join(draft, 'django.sqlite3') },
  },
  {
    folder: 'go',
    packages: 'golang-go',
    probe: ['go', 'version'],
    prepare: ['go', 'build', '-o', join(draft, 'go-backend'), '.'],
    start: [join(draft, 'go-backend')],
    environment: { GOTOOLCHAIN: 'local' },
  },
  {
    folder: 'java-spring',
    packages:
      'libcommons-logging-java libh2-java libjackson2-databind-java libjetty9-java libspring-jdbc-java ' +
      'libspring-web-servlet-java openjdk-17-jdk-headless',
    probe: ['sh', '-c', `javac -version && ls ${jars.join(' ')}`],
    prepare: [
      'sh',
      '-c',
      `test -d ${classes} || javac --release 17 -nowarn -d ${classes} -cp ${jars.join(':')} $(find src -name '*.java')`,
    ],
    start: [
      'java',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      [classes, 'src/main/resources', ...jars].join(':'),
      'com.example.accounts.AccountsApplication',
    ],
  },
  {
    folder: 'php-laravel',
    packages: 'php-curl php-laravel-framework php-sqlite3',
    probe: [
      'php',
      '-r',
      'require "Illuminate/autoload.php"; exit(extension_loaded("curl") && extension_loaded("pdo_sqlite") ? 0 : 1);',
    ],
    prepare: ['sh', '-c', 'touch "$DB_DATABASE" && php artisan migrate --force --quiet'],
    start: ['php', '-S', '127.0.0.1:$PORT', '-t', 'public', 'public/index.php'],
    environment: {
      APP_KEY: `base64:${btoa('k'.repeat(32))}`,
      DB_DATABASE: join(draft, 'laravel.sqlite3'),
      VIEW_COMPILED_PATH: join(draft, 'laravel-views'),
    },
  },
  {
    folder: 'ruby-rails',
    packages: 'puma ruby-rails ruby-sqlite3',
    probe: ['ruby', '-e', 'require "rails"; require "puma"; require "sqlite3"'],
    start: ['puma', '--quiet', '--bind', 'tcp://127.0.0.1:$PORT'],
    environment: { DATABASE_URL: `sqlite3:${join(draft, 'rails.sqlite3')}`, RAILS_ENV: 'production' },
  },
];

/** `BACKENDS=go,ruby-rails` tests these alone. */
const chosen = process.env['BACKENDS']?.split(',');
export const chosenBackends = backends.filter(({ folder }) => chosen?.includes(folder) ?? true);

/** CI has all of them: a job that tests nothing must not pass. */
export function reasonToSkip({ probe, packages }: Backend): string | false {
  return !process.env['CI'] && !isAvailable(probe) && `not tested here: it needs the packages ${packages}`;
}

/** Whether a command succeeds. */
function isAvailable([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
