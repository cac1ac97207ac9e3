import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { startSandbox } from 'araucaria-connect/sandbox';
import { freePort } from '../../support/free-port.ts';
import { startTokenEndpoint, type Fault } from '../support/token-endpoint.ts';

const main = join(import.meta.dirname, '../../../dist/cli/main.js');

async function check(...args: string[]): Promise<{ status: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main, 'check', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await exit;
  return { status, stdout, stderr };
}

/** An endpoint that calls the API at this port of the check itself. */
async function endpointOf(port: number, fault: Fault = {}): Promise<Awaited<ReturnType<typeof startTokenEndpoint>>> {
  return startTokenEndpoint({
    ...fault,
    options: (right, behavior) => ({
      // The two rules about answers that never end wait for it.
      timeout: 2000,
      ...fault.options?.(right, behavior),
      apiUrl: `http://127.0.0.1:${port}`,
      fetch,
    }),
  });
}

const session = ['--header', 'Cookie: session=1'];

test('check prints a line for each rule, and ends with 0 where all hold', async () => {
  const port = await freePort();
  await using endpoint = await endpointOf(port);
  const { status, stdout, stderr } = await check(endpoint.url.href, ...session, '--api-port', String(port));
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/api\/widget-token\n\n {2}ok {11}token /);
  assert.match(stdout, /\n {2}not tried {4}cors .* \(only with --origin\)\n/);
  assert.match(stdout, /\n\n\d\d rules hold, 2 rules were not tried\n$/);
});

test('check asks whether the sandbox runs, where the endpoint gets no answer of it', async () => {
  await using endpoint = await endpointOf(await freePort());
  const { status, stdout } = await check(endpoint.url.href, ...session);
  assert.equal(status, 1, stdout);
  assert.match(
    stdout.replaceAll(/\s+/g, ' '),
    / came: 502 expected: 200 change: .*is the sandbox running\? npx araucaria-sandbox/,
  );
});

test('check says what was sent, what came, what was expected and what to change, and ends with 1', async () => {
  const port = await freePort();
  await using endpoint = await endpointOf(port, {
    request: (request) =>
      new Request(request, { headers: { ...Object.fromEntries(request.headers), 'sec-fetch-site': 'same-origin' } }),
  });
  const args = [
    endpoint.url.href,
    ...session,
    '--api-port',
    String(port),
    '--skip',
    'foreign-origin',
    '--skip',
    'no-origin',
    '--skip',
    'api-silent',
    '--skip',
    'api-drips',
  ];
  const { status, stdout } = await check(...args);
  assert.equal(status, 1);
  assert.match(
    stdout,
    /\n {2}FALLS SHORT {2}cross-site +A request of a page of another site is refused by Sec-Fetch-Site: 403\.\n/,
  );
  assert.match(stdout, /\n +sent: +POST \{\}, Sec-Fetch-Site: cross-site, Origin: https:\/\/other-site\.example\n/);
  assert.match(stdout, /\n +came: +200\n +expected: 403\n +change: +Answer 403 unless /);
  assert.match(stdout, /, 1 rule falls short, 6 rules were not tried\n$/);

  const json = await check(...args, '--json');
  assert.equal(json.status, 1);
  const { url, holds, rules } = JSON.parse(json.stdout) as {
    url: string;
    holds: boolean;
    rules: Record<string, string>[];
  };
  assert.equal(url, endpoint.url.href);
  assert.equal(holds, false);
  const [short] = rules.filter(({ result }) => result === 'falls-short');
  assert.deepEqual(Object.keys(short ?? {}), ['rule', 'says', 'result', 'sent', 'came', 'expected', 'change']);
});

test('check works with the sandbox, and repairs a connection that it is told', async () => {
  await using sandbox = await startSandbox();
  const { connectionId } = await sandbox.createConnection();
  await sandbox.connect(connectionId);
  await sandbox.failAuth(connectionId);
  await using endpoint = await startTokenEndpoint({
    options: (right) => ({
      apiUrl: sandbox.url,
      apiKey: sandbox.apiKey,
      fetch,
      authorize: async (request, details) =>
        details.connectionId === connectionId || (await right.authorize(request, details)),
    }),
  });
  const { status, stdout } = await check(endpoint.url.href, ...session, '--connection-id', connectionId);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /\n {2}ok +repair {2}/);
  assert.match(stdout, /\n {2}ok +repair-healthy {2}/);
  assert.match(stdout, /\n {2}not tried +api-down .* \(needs --api-port\)\n/);
});

test('an endpoint that calls another API than that of --api-port is told so, once', async () => {
  const port = await freePort();
  await using endpoint = await startTokenEndpoint();
  const { status, stdout } = await check(endpoint.url.href, ...session, '--api-port', String(port));
  assert.equal(status, 1);
  assert.match(
    stdout,
    new RegExp(`came: +200 with no call of the API\\n +expected: a call of http://127\\.0\\.0\\.1:${port}\\n`),
  );
  assert.match(stdout, /, 1 rule falls short, /);
});

test('a wrong use ends with 2, and says what was expected', async () => {
  const port = await freePort();
  await using endpoint = await startTokenEndpoint();
  const { href } = endpoint.url;
  const uses: [string[], RegExp][] = [
    [[], /one http or https URL/],
    [['localhost:3000/token'], /one http or https URL/],
    [[href, href], /one http or https URL/],
    [[href, '--colour'], /Unknown option '--colour'/],
    [[href, '--header', 'session=1'], /--header to be a name and a value/],
    [[href, '--connection-id', '../admin'], /--connection-id/],
    [[href, '--origin', 'https://shop.example/'], /--origin/],
    [[href, '--api-port', '0'], /--api-port to be a number/],
    [[href, '--api-port', endpoint.url.port], /--api-port to be a free port/],
    [[href, '--skip', 'everything'], /--skip to be one of token, /],
    [
      [`http://127.0.0.1:${port}/token`],
      /Expected a token endpoint at .*ECONNREFUSED\)\. Is your server running, on this port\?\n/,
    ],
  ];
  for (const [args, words] of uses) {
    const { status, stdout, stderr } = await check(...args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.match(stderr, /\nTry: npx araucaria-connect check --help\n$/);
  }
});
