import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { settingsFromEnvironment } from '../../src/sandbox/cli/command-settings.ts';
import { completeSettings, variables } from '../../src/sandbox/settings.ts';
import { freePort } from '../support/free-port.ts';
import { HostProject, root } from './support/packed.ts';

const recipe = (name: string): string => readFileSync(join(root, 'demo/recipes/docker', name), 'utf8');
const dockerfile = recipe('Dockerfile');

/** The command of an instruction in its JSON form. */
function commandOf(instruction: RegExp): string[] {
  const [, json = ''] = instruction.exec(dockerfile) ?? [];
  return JSON.parse(json) as string[];
}

type Service = {
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  ports: string[];
  volumes?: string[];
};
const compose = parse(recipe('compose.yaml')) as { services: Record<string, Service>; volumes: object };

let host: HostProject;
before(() => {
  host = new HostProject();
});
after(() => host.remove());

test('the Dockerfile passes a linter', () => {
  assert.deepEqual(validate(dockerfile), []);
  assert.notDeepEqual(validate(dockerfile.replace('HEALTHCHECK --interval=5s', 'HEALTHCHECK --intervall=5s')), []);
});

test('its start command runs the sandbox, its health check tells whether it answers, and SIGTERM stops it', async (t) => {
  const [node, ...args] = commandOf(/^CMD (\[.*\])$/m);
  const [checkNode, ...check] = commandOf(/^HEALTHCHECK .*? CMD (\[.*\])$/m);
  assert.deepEqual([node, checkNode], ['node', 'node']);
  const data = join(host.folder, 'data');
  mkdirSync(data);
  const [, set = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  const image = Object.fromEntries(set.split(' ').map((pair) => pair.split('=')) as [string, string][]);
  const port = String(await freePort());
  const { environment } = compose.services['sandbox']!;
  const env = {
    ...image,
    ...environment,
    ARAUCARIA_PORT: port,
    ARAUCARIA_DB: image['ARAUCARIA_DB']!.replace('/data', data),
  };
  const health = (): number | null => spawnSync(process.execPath, check, { env, timeout: 30_000 }).status;

  assert.equal(health(), 1);
  const child = spawn(process.execPath, args, { cwd: host.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  assert.equal(String(line), `Araucaria sandbox: http://127.0.0.1:${port}\n`);
  assert.equal(health(), 0);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('the compose file has settings that the sandbox knows, and waits for its health', () => {
  const { sandbox, app } = compose.services;
  assert.ok(sandbox && app);
  const known: string[] = Object.values(variables);
  for (const name of Object.keys(sandbox.environment)) assert.ok(known.includes(name), name);
  const settings = completeSettings(settingsFromEnvironment(sandbox.environment));
  assert.equal(settings.publicUrl, 'http://localhost:4400');
  for (const name of ['ARAUCARIA_API_KEY', 'ARAUCARIA_WEBHOOK_SECRET']) {
    assert.equal(app.environment[name], sandbox.environment[name]);
  }
  assert.equal(app.environment['ARAUCARIA_API_URL'], 'http://sandbox:4400');
  assert.deepEqual(app.depends_on, { sandbox: { condition: 'service_healthy' } });
  assert.match(dockerfile, /^HEALTHCHECK /m);
  for (const { ports } of [sandbox, app]) for (const published of ports) assert.match(published, /^127\.0\.0\.1:/);
  const volumes = (sandbox.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
  assert.deepEqual(volumes, Object.keys(compose.volumes));
});
