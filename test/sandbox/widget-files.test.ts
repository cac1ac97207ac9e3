import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { rawRequest, sandboxFor } from './support/client.ts';

describe('the files of the widget', () => {
  let folder = '';
  let widgetFolder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    widgetFolder = join(folder, 'widget');
    await mkdir(join(widgetFolder, 'frame/assets'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(widgetFolder, 'araucaria-connect.js'), 'window.Araucaria = {};');
    await writeFile(join(widgetFolder, 'araucaria-connect.licenses.md'), '# Licenses');
    const policy = "default-src 'none'; script-src 'self' 'sha256-abc='";
    await writeFile(
      join(widgetFolder, 'frame/index.html'),
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}" /><body></body>`,
    );
    await writeFile(join(widgetFolder, 'frame/assets/index-abc.js'), 'export {};');
  });
  after(() => rm(folder, { recursive: true }));

  it('include a script for any page, which may use an integrity hash if the URL has the version', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    const floating = await client.call('GET', '/widget/araucaria-connect.js');
    const versioned = await client.call('GET', `/widget/${packageJson.version}/araucaria-connect.js`);
    assert.equal(versioned.text, floating.text);
    assert.equal(floating.headers.get('Cache-Control'), 'public, max-age=300');
    assert.match(versioned.headers.get('Cache-Control') ?? '', /immutable/);
    for (const { status, headers } of [floating, versioned]) {
      assert.equal(status, 200);
      assert.match(headers.get('Content-Type') ?? '', /^text\/javascript/);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
      assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
    }
  });

  it('include the licenses, at the place that the first line of the script names', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const version of ['', `${packageJson.version}/`]) {
      const { status, headers } = await client.call('GET', `/widget/${version}araucaria-connect.licenses.md`);
      assert.equal(status, 200);
      assert.equal(headers.get('Content-Type'), 'text/markdown; charset=utf-8');
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    }
  });

  it('include a frame that only allowed pages can embed, and that runs only its own files', async (t) => {
    const client = await sandboxFor(t, {
      widgetFolder,
      allowedOrigins: ['https://shop.example', 'http://localhost:*'],
    });
    for (const path of [
      '/widget/frame/index.html',
      '/widget/frame/',
      `/widget/${packageJson.version}/frame/index.html`,
    ]) {
      const { status, headers } = await client.call('GET', path);
      assert.equal(status, 200, path);
      const policy = headers.get('Content-Security-Policy')?.split('; ') ?? [];
      for (const directive of [
        // From the page itself.
        "default-src 'none'",
        "script-src 'self' 'sha256-abc='",
        'frame-ancestors https://shop.example http://localhost:*',
      ]) {
        assert.ok(policy.includes(directive), directive);
      }
      assert.equal(headers.get('Cross-Origin-Embedder-Policy'), 'require-corp');
      assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
      assert.equal(headers.get('Cache-Control'), 'public, max-age=300');
      assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
      assert.match(headers.get('Permissions-Policy') ?? '', /camera=\(\)/);
    }
    const { status, headers } = await client.call('GET', '/widget/frame/assets/index-abc.js');
    assert.equal(status, 200);
    assert.match(headers.get('Cache-Control') ?? '', /immutable/);
  });

  it('have the popular banks in the page of the frame, as text that is no markup', async (t) => {
    const institutions = join(folder, 'institutions.json');
    await writeFile(institutions, JSON.stringify([{ id: 'banco-alerce', name: '</script><b>', country: 'CL' }]));
    const client = await sandboxFor(t, { widgetFolder, institutions });
    const { text } = await client.call('GET', '/widget/frame/index.html');
    const [, json = ''] =
      /<script type="application\/json" id="popular-banks">(.*?)<\/script><\/body>$/.exec(text) ?? [];
    const { body } = await client.call('GET', '/widget/api/institutions?limit=100');
    assert.deepEqual(JSON.parse(json), body);
    assert.ok(body.institutions.length > 0 && body.countries.includes('CL'));
  });

  it('come compressed, and not again while they are the same', async (t) => {
    const client = await sandboxFor(t, { widgetFolder: new URL('../../dist/widget', import.meta.url).pathname });
    for (const path of ['/widget/frame/index.html', '/widget/araucaria-connect.js']) {
      const { headers } = await client.call('GET', path, { headers: { 'Accept-Encoding': 'gzip' } });
      assert.equal(headers.get('Content-Encoding'), 'gzip', path);
      const tag = headers.get('ETag') ?? '';
      assert.notEqual(tag, '');
      const again = await client.call('GET', path, { headers: { 'If-None-Match': tag } });
      assert.equal(again.status, 304, path);
      assert.equal(again.headers.get('Cache-Control'), 'public, max-age=300');
    }
  });

  it('are not sent without a policy for the frame', async (t) => {
    const without = join(folder, 'without');
    await mkdir(join(without, 'frame'), { recursive: true });
    await writeFile(join(without, 'frame/index.html'), '<!doctype html><body></body>');
    const client = await sandboxFor(t, { widgetFolder: without });
    assert.equal((await client.call('GET', '/widget/frame/')).status, 500);
  });

  it('include a frame that hybrid applications can embed, by scheme if the policy has no other source for them', async (t) => {
    const allowedOrigins = ['capacitor://localhost', 'chrome-extension://abc', 'app://.', 'http://localhost:*'];
    const client = await sandboxFor(t, { widgetFolder, allowedOrigins });
    const { headers } = await client.call('GET', '/widget/frame/');
    const policy = headers.get('Content-Security-Policy')?.split('; ') ?? [];
    // Chromium ignores a host of one dot, and then the list is empty.
    const sources = 'capacitor://localhost chrome-extension://abc app: http://localhost:*';
    assert.ok(policy.includes(`frame-ancestors ${sources}`), policy.join('; '));
  });

  it('have the API beside the frame, under both URLs', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const folderPath of ['/widget', `/widget/${packageJson.version}`]) {
      assert.equal((await client.call('GET', `${folderPath}/api/institutions/banco-alerce`)).status, 200);
    }
  });

  it('give no access to other folders', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const path of [
      '/widget/../secret.txt',
      '/widget/frame/../../secret.txt',
      '/widget/frame/assets/../../../secret.txt',
      '/widget/frame/assets/..%2f..%2f..%2fsecret.txt',
      '/widget/frame/assets/%2e%2e/%2e%2e/%2e%2e/secret.txt',
      '/widget/frame/assets/..\\..\\..\\secret.txt',
      '/widget/frame/assets//etc/passwd',
    ]) {
      const { status } = await rawRequest(client.url, 'GET', path, []);
      assert.ok(status === 404 || status === 400, `${path}: ${status}`);
    }
  });

  it('name the command that builds the widget if it is missing', async (t) => {
    const client = await sandboxFor(t, { widgetFolder: join(folder, 'nothing') });
    const { status, body } = await client.call('GET', '/widget/araucaria-connect.js');
    assert.equal(status, 404);
    assert.match(body.detail, /npm run build:browser/);
  });
});
