import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { otherRecipes } from '../../src/cli/init/other-recipes.ts';
import { recipes } from '../../src/cli/init/recipes.ts';
import { startWorkerd } from '../server/support/runtimes.ts';
import { freePort } from '../support/free-port.ts';
import { HostProject, root } from './support/packed.ts';

let host: HostProject;
let sandbox: Sandbox;

before(async () => {
  host = new HostProject();
  host.install(
    'express',
    'fastify',
    'koa',
    '@koa/router',
    'hono',
    '@hono/node-server',
    'reflect-metadata',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-express',
    'rxjs',
    '@azure/functions',
    'firebase-functions',
    '@google-cloud/functions-framework',
    '@types/node',
    '@types/express',
    '@types/koa',
  );
  sandbox = await startSandbox({ port: 0, database: ':memory:' });
});

after(async () => {
  host.remove();
  await sandbox.close();
});

/** Calls the installed command in a folder. */
function araucaria(folder: string, ...args: string[]): SpawnSyncReturns<string> {
  const main = join(host.installed, host.manifest.bin['araucaria-connect'] ?? '');
  return spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
}

/** A new folder of a project, below the one that has the packages. */
function project(name: string, files: Record<string, string> = {}): string {
  const folder = join(host.folder, `projects/${name}`);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const init = (folder: string, ...args: string[]): string => {
  const { status, stdout, stderr } = araucaria(folder, 'init', ...args);
  assert.equal(status, 0, stderr);
  return stdout;
};

/** The settings of the written example, with the running sandbox. */
const settings = (folder: string): Record<string, string> => ({
  ...Object.fromEntries(
    [...readFileSync(join(folder, '.env.example'), 'utf8').matchAll(/^(\w+)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  ),
  ARAUCARIA_API_URL: sandbox.url,
});

/** Calls the check without waiting in this process, where the sandbox runs. */
async function check(url: string): Promise<{ status: number | null; printed: string }> {
  const main = join(host.installed, host.manifest.bin['araucaria-connect'] ?? '');
  const child = spawn(process.execPath, [main, 'check', url, '--header', 'Cookie: session=ana']);
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { status, printed };
}

const inJavaScript = recipes.filter(({ isBundled }) => isBundled !== null);

describe('araucaria-connect init writes modules that can be imported, for', () => {
  for (const { name } of inJavaScript) {
    it(`${name}, in a package of modules and in one that says nothing`, () => {
      for (const type of ['module', 'commonjs']) {
        const folder = project(`${type}/${name}`, { 'package.json': JSON.stringify({ type }) });
        init(folder, name);
        const modules = globSync('**/*.{js,mjs}', { cwd: folder });
        assert.ok(modules.length > 1);
        // A bundler does not ask what kind of package it is.
        if (modules.some((file) => file.endsWith('.js')))
          writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
        const source = modules.map((file) => `await import('./${file}');`).join('\n');
        const env = { PATH: process.env['PATH'] ?? '', ...settings(folder) };
        const args = ['--input-type=module', '--eval', source];
        execFileSync(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      }
    });
  }
});

describe('araucaria-connect init writes TypeScript that compiles, for', () => {
  const types = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: true };
  const target = { target: 'ES2023', lib: ['ES2023', 'DOM'], types: ['node'], noEmit: true };

  for (const recipe of inJavaScript) {
    it(recipe.name, () => {
      const kinds: Record<string, string | boolean>[] = recipe.isBundled
        ? [{ module: 'ESNext', moduleResolution: 'Bundler' }]
        : [{ module: 'NodeNext' }];
      if (recipe.name === 'express') kinds.push({ module: 'NodeNext', allowImportingTsExtensions: true });
      for (const [index, kind] of kinds.entries()) {
        const config = { compilerOptions: { ...types, ...target, ...kind } };
        const folder = project(`typescript/${recipe.name}-${index}`, {
          'package.json': '{"type":"module"}',
          'tsconfig.json': `// with a comment\n${JSON.stringify(config)}`,
        });
        mkdirSync(join(folder, 'src'), { recursive: true });
        init(folder, recipe.name);
        assert.deepEqual(globSync('**/*.{js,mjs}', { cwd: folder }), []);
        const compiler = join(root, 'node_modules/typescript/bin/tsc');
        const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
        assert.equal(status, 0, stdout);
      }
    });
  }
});

/** Files of another language are those of `demo/backends`, which `npm run test:backends` runs. */
describe('araucaria-connect init copies', () => {
  for (const { name, files } of otherRecipes) {
    it(name, () => {
      const folder = project(name);
      init(folder, name);
      for (const [source, path] of Object.entries(files)) {
        assert.equal(readFileSync(join(folder, path), 'utf8'), readFileSync(join(root, 'demo', source), 'utf8'));
      }
    });
  }
});

/** An application before and after the lines that `init` prints. `PORT` is replaced. */
const applications: Record<string, [before: string, after: string]> = {
  express: ["import express from 'express'; const app = express();", "app.listen(PORT, '127.0.0.1', ready);"],
  fastify: ["import fastify from 'fastify'; const app = fastify();", 'await app.listen({ port: PORT }); ready();'],
  koa: ["import Koa from 'koa'; const app = new Koa();", "app.listen(PORT, '127.0.0.1', ready);"],
  nest: [
    "import 'reflect-metadata'; import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(class {}, { logger: false });",
    'await app.listen(PORT); ready();',
  ],
  hono: [
    "import { serve } from '@hono/node-server'; import { Hono } from 'hono'; const app = new Hono();",
    "serve({ fetch: app.fetch, port: PORT, hostname: '127.0.0.1' }, ready);",
  ],
  'node-http': ['', "server.on('listening', ready);"],
};

describe('the endpoint that init writes and its lines mount holds all rules of the check, with', () => {
  for (const [name, [head, tail]] of Object.entries(applications)) {
    it(name, { timeout: 120_000 }, async () => {
      const folder = project(`running/${name}`, { 'package.json': '{"type":"module"}' });
      const [, steps = ''] = init(folder, name).split('Mount the endpoints:\n');
      const mount = steps
        .split('\n')
        .slice(
          0,
          steps.split('\n').findIndex((line) => /^ {2}\d/.test(line)),
        )
        .join('\n');
      const port = await freePort();
      const text = `const ready = () => console.log('ready');\n${head}\n${mount}\n${tail}`;
      writeFileSync(join(folder, 'main.js'), text.replaceAll(/\bPORT\b|\b3000\b/g, String(port)));
      const env = { PATH: process.env['PATH'] ?? '', ...settings(folder) };
      const app = spawn(process.execPath, ['main.js'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let printed = '';
      app.stderr.on('data', (chunk: Buffer) => (printed += String(chunk)));
      try {
        await new Promise<void>((resolve, reject) => {
          app.stdout.once('data', () => resolve());
          app.once('exit', () => reject(new Error(`Expected main.js to start:\n${text}\n${printed}`)));
        });
        const result = await check(`http://127.0.0.1:${port}/api/widget-token`);
        assert.equal(result.status, 0, result.printed + printed);
      } finally {
        app.kill();
      }
    });
  }

  it('cloudflare, on workerd', { timeout: 120_000 }, async () => {
    const folder = project('running/cloudflare', { 'package.json': '{"type":"module"}' });
    init(folder, 'cloudflare');
    const worker = await startWorkerd(join(folder, 'src/araucaria/worker.js'), settings(folder));
    try {
      const { status, printed } = await check(`${worker.origin}/api/widget-token`);
      assert.equal(status, 0, printed);
    } finally {
      await worker.close();
    }
  });
});

describe('araucaria-connect init', () => {
  it('writes a session that believes nobody in production', () => {
    const folder = project('production');
    init(folder, 'express');
    const source = `
      const { userOf } = await import('./araucaria/session.mjs');
      console.log(userOf(new Request('https://shop.example/', { headers: { Cookie: 'session=ana' } })));`;
    const run = (env: string): SpawnSyncReturns<string> =>
      spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], NODE_ENV: env },
      });
    assert.equal(run('development').stdout, 'ana\n');
    const { status, stdout, stderr } = run('production');
    assert.notEqual(status, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /expected your own session in production/);
  });

  for (const recipe of recipes) {
    it(`gives the sandbox the address of the webhook endpoint, and tells what starts the server: ${recipe.name}`, () => {
      const folder = project(`started/${recipe.name}`);
      const printed = init(folder, recipe.name);
      const { port, webhookProcess, environmentFile } = recipe.run;
      const { ARAUCARIA_WEBHOOK_URL } = settings(folder);
      assert.equal(ARAUCARIA_WEBHOOK_URL, `http://localhost:${webhookProcess?.port ?? port}${recipe.webhook}`);
      assert.ok(printed.includes(`check http://localhost:${port}${recipe.tokenEndpoint} `), printed);
      const [, file = ''] = /araucaria-sandbox --settings (\S+)\n/.exec(printed) ?? [];
      assert.equal(file, environmentFile ?? '.env.example');
      assert.ok(environmentFile === null || printed.includes(`Copy .env.example to ${file}, or`), printed);
      assert.ok(readFileSync(join(folder, '.env.example'), 'utf8').includes(`araucaria-sandbox --settings ${file}\n`));
      assert.ok(!printed.includes('{ext}') && !printed.includes('…, or as your framework does'), printed);
    });
  }

  it('tells the command of the framework, which loads the variables', () => {
    for (const [name, command] of Object.entries({
      express: /^ +node --env-file=\.env server\.mjs /m,
      nest: /^ +npx nest start --watch --env-file \.env$/m,
      next: /^ +npx next dev$/m,
      sveltekit: /^ +process\.loadEnvFile\(\);[\s\S]*^ +npx vite dev$/m,
      cloudflare: /^ +npx wrangler dev$/m,
      'google-cloud': /--target=widget-token\n.*--target=araucaria-webhook --port=8081\n/,
      azure: /Put the variables of \.env\.example into Values of local\.settings\.json\.[\s\S]*^ +func start$/m,
      fastapi: /^ +set -a && \. \.\/\.env && python3 -m uvicorn main:app --port 3000$/m,
      laravel: /^ +php artisan serve$/m,
    })) {
      assert.match(init(project(`command/${name}`), name), command);
    }
  });

  it('keeps every file that is there, and says so', () => {
    const folder = project('kept', { '.env.example': 'SECRET=1\n' });
    mkdirSync(join(folder, 'araucaria'));
    writeFileSync(join(folder, 'araucaria/session.mjs'), 'mine');
    const printed = init(folder, 'express');
    assert.match(printed, /^wrote +araucaria\/express\.mjs$/m);
    assert.match(printed, /^kept +araucaria\/session\.mjs, which is yours\./m);
    assert.match(
      printed,
      /Set ARAUCARIA_API_KEY, ARAUCARIA_API_URL, ARAUCARIA_WEBHOOK_SECRET and ARAUCARIA_WEBHOOK_URL in your \.env/,
    );
    assert.equal(readFileSync(join(folder, 'araucaria/session.mjs'), 'utf8'), 'mine');
    assert.equal(readFileSync(join(folder, '.env.example'), 'utf8'), 'SECRET=1\n');
    assert.match(init(folder, 'express'), /^there +araucaria\/express\.mjs$/m);
  });

  it('replaces files with --force, and keeps what they were, however often', () => {
    const folder = project('forced');
    init(folder, 'hono');
    const session = join(folder, 'araucaria/session.mjs');
    for (const text of ['first', 'second']) {
      writeFileSync(session, text);
      assert.match(
        init(folder, 'hono', '--force'),
        /^replaced +araucaria\/session\.mjs, kept as araucaria\/session\.mjs\.before/m,
      );
    }
    assert.match(readFileSync(session, 'utf8'), /export function userOf/);
    assert.equal(readFileSync(`${session}.before`, 'utf8'), 'first');
    assert.equal(readFileSync(`${session}.before-2`, 'utf8'), 'second');
  });

  it('prints the files with --print, and writes nothing', () => {
    const folder = project('printed');
    assert.match(init(folder, 'next', '--print'), /^==> app\/api\/widget-token\/route\.js <==\n/);
    assert.deepEqual(globSync('**/*', { cwd: folder }), []);
  });

  it('writes into the folder of --dir, which it makes', () => {
    const folder = project('elsewhere');
    init(folder, 'lambda', '--dir', 'services/bank');
    assert.ok(existsSync(join(folder, 'services/bank/araucaria/lambda.mjs')));
  });

  it('lists the frameworks, and finds the one that was meant or is there', () => {
    const folder = project('unknown', { 'package.json': '{"dependencies":{"fastify":"5"}}' });
    const listed = init(folder, '--list');
    for (const { name, title } of recipes) assert.ok(listed.includes(`${name} `) && listed.includes(title), name);
    for (const [given, meant] of Object.entries({
      expres: 'express',
      Fastify: 'fastify',
      nextjs: 'next',
      'aws-lambda': 'lambda',
      sveltkit: 'sveltekit',
      cloudflar: 'cloudflare',
    })) {
      const { status, stdout, stderr } = araucaria(folder, 'init', given);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`^Did you mean ${meant}\\?\nExpected one of these frameworks:\n  express `));
    }
    assert.match(araucaria(folder, 'init').stderr, /^This project has fastify\.\n/);
    assert.match(araucaria(folder, 'init', 'constructor').stderr, /^Expected one of these/);
    assert.deepEqual(globSync('**/*', { cwd: folder }), ['package.json']);
  });

  it('tells what is wrong with a folder, a package or a command line, without a stack', () => {
    const folder = project('wrong', { araucaria: 'a file' });
    for (const [args, expected] of [
      [['express'], /^Expected to be able to write araucaria\/express\.mjs into .*; got E\w+\.\n/],
      [['express', '--dir', 'araucaria'], /^Expected --dir to be a folder; got a file\.\n/],
      [['express', 'koa'], /^Expected one framework\.\n/],
      [['express', '--forse'], /^Unknown option '--forse'/],
    ] as const) {
      const { status, stderr } = araucaria(folder, 'init', ...args);
      assert.equal(status, 2);
      assert.match(stderr, expected);
      assert.doesNotMatch(stderr, /^ +at /m);
    }
    const broken = project('broken', { 'package.json': '{' });
    assert.match(araucaria(broken, 'init', 'koa').stderr, /^Expected package\.json to be JSON\.\n/);
  });
});
