import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startHandler } from '../server/support/start-handler.ts';
import { freePort } from '../support/free-port.ts';
import { advised, askAt } from '../support/proxy.ts';
import { startProcess } from '../support/server-process.ts';

const guide = readFileSync(join(import.meta.dirname, '../../demo/proxies/nginx.conf'), 'utf8');
const hostLine = /^.*proxy_set_header Host .*\n/m;

const folder = mkdtempSync(join(tmpdir(), 'araucaria-nginx-'));
const certificate = join(folder, 'shop.pem');
const key = join(folder, 'shop.key');

const isThere = spawnSync('nginx', ['-v']).status === 0;
// CI has it: a job that tests nothing must not pass.
const skip = !isThere && !process.env['CI'] && 'not tested here: it needs the package nginx-light';

/** nginx with the guide's server, changed as given. */
async function startNginx(t: TestContext, server: string, backend: number): Promise<number> {
  const port = await freePort();
  const settings = server
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${backend}`)
    .replace('/etc/ssl/shop.example.pem', certificate)
    .replace('/etc/ssl/shop.example.key', key);
  const file = join(folder, `${port}.conf`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder};`);
  const http = `http {\naccess_log off;\n${paths.join('\n')}\n${settings}}`;
  writeFileSync(file, `daemon off;\npid ${file}.pid;\nerror_log stderr;\nevents {}\n${http}\n`);
  const nginx = await startProcess('nginx', ['-p', folder, '-c', file, '-e', 'stderr'], port);
  t.after(() => nginx[Symbol.asyncDispose]());
  return port;
}

/** A request over TLS, to a host that is this machine. */
const overTls: (options: RequestOptions) => ReturnType<typeof request> = (options) =>
  request({ ...options, servername: 'shop.example', ca: readFileSync(certificate) });

/** What a server of the guide's is for, and how users reach it. */
const servers = [
  { name: 'with TLS', of: guide, scheme: 'https', host: 'shop.example', send: overTls },
  {
    name: 'with plain http on a LAN',
    of: guide.replace(' ssl;', ';').replaceAll(/^ *ssl_.*\n/gm, ''),
    scheme: 'http',
    host: '192.168.1.20',
    send: undefined,
  },
];

describe('behind nginx', { skip }, () => {
  before(() => {
    const subject = ['-subj', '/CN=shop.example', '-addext', 'subjectAltName=DNS:shop.example', '-days', '2'];
    const files = ['-keyout', key, '-out', certificate];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', [...made, ...files, ...subject], { stdio: 'ignore' });
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const { name, of, scheme, host, send } of servers) {
    const pageAt = (port: number): { Host: string; Origin: string } => ({
      Host: `${host}:${port}`,
      Origin: `${scheme}://${host}:${port}`,
    });

    it(`${name}, the guide's line is enough`, async (t) => {
      const port = await startNginx(t, of, await startHandler(t));
      assert.equal((await askAt(port, pageAt(port), send)).status, 200, 'without fetch metadata');
      assert.equal((await askAt(port, { ...pageAt(port), 'Sec-Fetch-Site': 'same-origin' }, send)).status, 200);
      assert.equal((await askAt(port, { ...pageAt(port), Origin: 'https://evil.example' }, send)).status, 403);
    });

    for (const [how, changed] of [
      ['without that line', of.replace(hostLine, '')],
      ['with $host, which has no port,', of.replace('$http_host', '$host')],
    ] as const) {
      it(`${name} and ${how} a browser without fetch metadata needs what the refusal says`, async (t) => {
        assert.notEqual(changed, of);
        const first = await startNginx(t, changed, await startHandler(t));
        assert.equal((await askAt(first, { ...pageAt(first), 'Sec-Fetch-Site': 'same-origin' }, send)).status, 200);
        const refused = await askAt(first, pageAt(first), send);
        assert.equal(refused.status, 403);
        const second = await startNginx(t, changed, await startHandler(t, advised(refused.detail)));
        assert.equal((await askAt(second, pageAt(first), send)).status, 200);
      });
    }
  }
});
