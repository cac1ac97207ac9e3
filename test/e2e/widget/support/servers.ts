import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { framePolicy } from '../../../../src/sandbox/http/frame-policy.ts';
import { FakeApi } from './fake-api.ts';

const dist = join(import.meta.dirname, '../../../../dist/widget');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

/** The widget as built, with its frame under the policy it is meant for, and a fake API beside it. */
export class FakeAraucaria {
  readonly api = new FakeApi();
  /** Answers a path below `/widget/` instead of the built file. */
  files: Record<string, { body: string; policy?: string; endless?: boolean }> = {};
  #server: Server | undefined;

  async start(): Promise<this> {
    this.#server = await listen((request, response) => this.#handle(request, response));
    return this;
  }

  /** `http://127.0.0.1:…` */
  get origin(): string {
    return `http://127.0.0.1:${portOf(this.#server!)}`;
  }

  async stop(): Promise<void> {
    await close(this.#server!);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    const api = /^\/widget\/api\/(.*)$/.exec(pathname);
    if (api) return this.api.handle(request, response, api[1]!);
    const path = normalize(pathname.replace('/widget/', ''));
    const made = this.files[path];
    const body = made?.body ?? (await readFile(join(dist, path)).catch(() => null));
    if (body === null) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      ...(path.startsWith('frame/') && { 'Content-Security-Policy': made?.policy ?? framePolicy.join('; ') }),
    });
    // One that never ends never loads, in the browser's eyes.
    if (made?.endless) response.write(body);
    else response.end(body);
  }
}

/** A host application's server: one page, with a button to open from, that loads the widget's script. */
export class FakeHost {
  /** The host page's own policy. */
  policy = '';
  /** How the page loads the widget's script. */
  scriptTag: string;
  #server: Server | undefined;

  constructor(scriptSrc: string) {
    this.scriptTag = `<script src="${scriptSrc}"></script>`;
  }

  async start(): Promise<this> {
    this.#server = await listen(async (_, response) => {
      response.writeHead(200, {
        'Content-Type': types['.html']!,
        ...(this.policy && { 'Content-Security-Policy': this.policy }),
      });
      response.end(`<!doctype html><html lang="en"><title>Host</title><main><h1>My budget</h1>
        <button id="opener">Connect</button></main>${this.scriptTag}</html>`);
    });
    return this;
  }

  /** `http://localhost:…`, another site than the widget's. */
  get url(): string {
    return `http://localhost:${portOf(this.#server!)}/`;
  }

  async stop(): Promise<void> {
    await close(this.#server!);
  }
}
