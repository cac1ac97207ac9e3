import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startHost, type Host } from '../../demo/host/start-host.ts';
import { pages, root } from './support/documents.ts';

const site = join(root, 'dist-docs');

/** The addresses and the anchors of a page's links that stay in the site. */
const linksIn = (html: string): string[] =>
  Array.from(html.matchAll(/<a [^>]*href="((?:\/docs\/|#)[^"]*)"/g), ([, href = '']) => href);

const idsIn = (html: string): Set<string> => new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id = '']) => id));

/** The pages, by their address on the site. */
const files = (): Map<string, string> =>
  new Map(
    globSync('**/*.html', { cwd: site }).map((file) => [`/docs/${file}`, readFileSync(join(site, file), 'utf8')]),
  );

let host: Host;
let start: Response;

before(async () => {
  host = await startHost({
    port: 0,
    database: ':memory:',
    araucariaUrl: 'http://127.0.0.1:4400',
    apiKey: 'arau_test_key',
    webhookSecret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  });
  // Builds the site.
  start = await fetch(`${host.url}/docs/`);
});
after(() => host.close());

describe('the demo', () => {
  test('has the site, which its first request builds', async () => {
    assert.equal(start.status, 200);
    assert.match(await start.text(), /<h1[^>]*>Araucaria Connect/);
  });

  test('serves its pages at the addresses of the public site', async () => {
    for (const [path, status] of Object.entries({
      '/docs': 200,
      '/docs/webhooks': 200,
      '/docs/decisions/': 200,
      '/docs/icon.svg': 200,
      '/docs/no-such-page': 404,
      '/docs/..%2fpackage.json': 404,
    })) {
      const answer = await fetch(host.url + path);
      assert.equal(answer.status, status, path);
      await answer.text();
    }
  });
});

describe('the site', () => {
  test('has a page for each document', () => {
    assert.equal(files().size, pages.length + 1, 'and one that says that there is no such page');
  });

  test('links to pages and headings that exist', () => {
    const all = files();
    const count = [...all.values()].flatMap(linksIn).length;
    assert.ok(count > 1000, `found ${count} links`);
    const faults = [...all].flatMap(([file, html]) =>
      linksIn(html).filter((href) => {
        const [address = '', anchor] = href.split('#');
        const target = address === '' ? html : all.get(fileOf(address));
        return target === undefined ? !file.endsWith('404.html') : anchor !== undefined && !idsIn(target).has(anchor);
      }),
    );
    assert.deepEqual(faults, []);
  });

  test('loads nothing from another site', () => {
    for (const [file, html] of files()) {
      const loaded = Array.from(
        html.matchAll(/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="([^"]+)"/g),
        ([, url = '']) => url,
      );
      assert.ok(loaded.length > 3, file);
      assert.deepEqual(
        loaded.filter((url) => !url.startsWith('/docs/') && !url.startsWith('data:')),
        [],
        file,
      );
    }
  });
});

/** `/docs/webhooks` is webhooks.html, and `/docs/decisions/` its index.html. */
function fileOf(address: string): string {
  return `${address.endsWith('/') ? `${address}index` : address}.html`;
}
