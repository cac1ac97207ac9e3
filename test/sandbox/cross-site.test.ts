import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { rawRequest, sandboxFor } from './support/client.ts';

type Sent = { method?: string; origin?: string; site?: string; mode?: string; dest?: string };

/** The headers that a browser adds to a request, for `rawRequest`. */
const sent = ({ origin, site, mode, dest }: Sent): string[] =>
  Object.entries({ Origin: origin, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Dest': dest }).flatMap(
    ([name, value]) => (value === undefined ? [] : [name, value]),
  );

const evil = 'https://evil.example';

/** The requests that a page of another site can make, without navigations. */
const subresources: Record<string, Sent> = {
  'fetch in CORS mode': { origin: evil, site: 'cross-site', mode: 'cors', dest: 'empty' },
  'fetch without CORS': { site: 'cross-site', mode: 'no-cors', dest: 'empty' },
  'an image': { site: 'cross-site', mode: 'no-cors', dest: 'image' },
  'a script': { site: 'cross-site', mode: 'no-cors', dest: 'script' },
  'a module': { origin: evil, site: 'cross-site', mode: 'cors', dest: 'script' },
  'a style sheet': { site: 'cross-site', mode: 'no-cors', dest: 'style' },
  'an EventSource': { origin: evil, site: 'cross-site', mode: 'cors', dest: 'empty' },
  'a WebSocket': { origin: evil, site: 'cross-site', mode: 'websocket', dest: 'empty' },
  'another port of this machine': { site: 'same-site', mode: 'no-cors', dest: 'empty' },
  'a page without an origin': { origin: 'null', site: 'cross-site', mode: 'cors', dest: 'empty' },
  'a browser without fetch metadata': { origin: evil },
  'one without an origin either': { origin: 'null' },
  'an unknown value of Sec-Fetch-Site': { site: 'elsewhere' },
};

const link: Sent = { site: 'cross-site', mode: 'navigate', dest: 'document' };
const frame: Sent = { site: 'cross-site', mode: 'navigate', dest: 'iframe' };

/** Navigations other than a user following a link. */
const hiddenNavigations: Record<string, Sent> = {
  'an iframe': frame,
  'an iframe of another port of this machine': { ...frame, site: 'same-site' },
  'an object': { ...frame, dest: 'object' },
  'an embed': { ...frame, dest: 'embed' },
  'a form that is sent with POST': { ...link, origin: evil, method: 'POST' },
  'one that says nothing of what it is for': { site: 'cross-site', mode: 'navigate' },
};

const pages = ['/sandbox', '/sandbox/', '/sandbox/api', '/sandbox/openapi.json'];
const folders = ['/widget', `/widget/${packageJson.version}`];
const closed = [
  '/sandbox/events',
  '/sandbox/console.js',
  '/sandbox/console.css',
  '/sandbox/api.css',
  '/sandbox/nothing',
  ...folders.flatMap((folder) =>
    [
      'api/institutions?q=a',
      'api/institutions/banco-alerce',
      'api/attempt',
      'frame/assets/index-abc.js',
      'logos/banco-alerce.svg',
    ].map((file) => `${folder}/${file}`),
  ),
];
const frames = folders.flatMap((folder) => [`${folder}/frame/`, `${folder}/frame/index.html`]);
const scripts = folders.map((folder) => `${folder}/araucaria-connect.js`);

describe('a page of another site', () => {
  let widgetFolder = '';
  before(async () => {
    widgetFolder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    await mkdir(join(widgetFolder, 'frame/assets'), { recursive: true });
    await writeFile(join(widgetFolder, 'araucaria-connect.js'), 'window.Araucaria = {};');
    await writeFile(
      join(widgetFolder, 'frame/index.html'),
      '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src none" /><body></body>',
    );
    await writeFile(join(widgetFolder, 'frame/assets/index-abc.js'), 'export {};');
  });
  after(() => rm(widgetFolder, { recursive: true }));

  it('can load nothing of the sandbox but the script of the widget', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const [what, request] of Object.entries(subresources)) {
      for (const path of [...pages, ...closed, ...frames]) {
        const { status, headers } = await rawRequest(client.url, 'GET', path, sent(request));
        assert.equal(status, 403, `${path}: ${what}`);
        assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
        assert.equal(headers['access-control-allow-origin'], undefined);
      }
      for (const path of scripts) {
        const { status, headers } = await rawRequest(client.url, 'GET', path, sent(request));
        assert.equal(status, 200, `${path}: ${what}`);
        assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
      }
    }
  });

  it('may link to the pages of the sandbox, but can neither embed them nor post to them', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const path of pages) {
      for (const method of ['GET', 'HEAD']) {
        for (const request of [link, { ...link, site: 'same-site' }]) {
          const { status } = await rawRequest(client.url, method, path, sent(request));
          assert.ok(status < 400, `${method} ${path}: ${status}`);
        }
      }
      for (const [what, { method = 'GET', ...request }] of Object.entries(hiddenNavigations)) {
        const { status } = await rawRequest(client.url, method, path, sent(request));
        assert.equal(status, 403, `${path}: ${what}`);
      }
    }
    for (const path of closed) {
      const { status } = await rawRequest(client.url, 'GET', path, sent(link));
      assert.equal(status, 403, path);
    }
  });

  it('may open the frame in an iframe, and load it in no other way', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const path of frames) {
      for (const request of [frame, { ...frame, site: 'same-site' }, link]) {
        const { status, headers } = await rawRequest(client.url, 'GET', path, sent(request));
        assert.equal(status, 200, path);
        assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
      }
      for (const request of [
        { ...frame, dest: 'object' },
        { ...frame, dest: 'embed' },
        { ...frame, origin: evil, method: 'POST' },
      ]) {
        const { method = 'GET', ...headers } = request as Sent;
        assert.equal((await rawRequest(client.url, method, path, sent(headers))).status, 403);
      }
    }
  });

  it('starts no work with a method that a path does not have', async (t) => {
    const client = await sandboxFor(t, { widgetFolder });
    for (const method of ['OPTIONS', 'POST', 'DELETE', 'PUT']) {
      for (const path of ['/widget/api/institutions', '/widget/api/session', '/sandbox/', '/sandbox/events']) {
        const { status } = await rawRequest(client.url, method, path, sent(subresources['fetch in CORS mode'] ?? {}));
        assert.equal(status, 403, `${method} ${path}`);
      }
    }
  });
});

describe("the sandbox's own pages, people and backends", () => {
  it('are answered: the same origin, a typed address, and clients that are not browsers', async (t) => {
    const client = await sandboxFor(t);
    for (const path of ['/sandbox/', '/sandbox/api', '/sandbox/openapi.json', '/widget/api/institutions?q=a']) {
      for (const request of [
        { site: 'same-origin', mode: 'cors', dest: 'empty' },
        { origin: client.url, site: 'same-origin', mode: 'cors', dest: 'empty' },
        // A page without a referrer posts a form, and its browser sends one of two headers.
        { origin: 'null', site: 'same-origin', mode: 'navigate', dest: 'document' },
        { site: 'none', mode: 'navigate', dest: 'document' },
        { origin: client.url },
        // Node's own `fetch`.
        { mode: 'cors' },
        {},
      ]) {
        const { status, headers } = await rawRequest(client.url, 'GET', path, sent(request));
        assert.equal(status, 200, `${path}: ${JSON.stringify(request)}`);
        assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      }
    }
  });

  it('send headers that keep every answer, also an error, from other origins', async (t) => {
    const client = await sandboxFor(t);
    const { widgetToken, connectionId } = await client.create();
    for (const { headers } of [
      await client.session(widgetToken, connectionId),
      await client.backend('GET', `/v1/connections/${connectionId}`),
      await client.backend('POST', '/v1/connections', { body: 'no JSON' }),
      await client.call('GET', '/v1/connections/none'),
      await client.call('GET', '/nothing'),
      await client.call('PUT', '/sandbox/'),
    ]) {
      assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'same-origin');
      assert.match(headers.get('Vary') ?? '', /Sec-Fetch-Site/);
    }
  });
});
