import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { completeFramePage } from '../../../../src/sandbox/http/frame-page.ts';
import { FakeApi } from './fake-api.ts';

const dist = join(import.meta.dirname, '../../../../dist/widget');

const allowedOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
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

/** Serves the built widget, its frame with Araucaria's content security policy, and a fake API beside it. */
export class FakeAraucaria {
  readonly api = new FakeApi();
  /** Replaces built files, by path below `/widget/`. A response with `endless` never ends, so the file never loads. */
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
    const replacement = this.files[path];
    const body = replacement?.body ?? (await readFile(join(dist, path)).catch(() => null));
    if (body === null) return void response.writeHead(404).end();
    const isFrame = !replacement && path === 'frame/index.html';
    const { policy } = isFrame
      ? completeFramePage(body.toString(), { popular: null, allowedOrigins })
      : (replacement ?? {});
    response.writeHead(200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      ...(policy && { 'Content-Security-Policy': policy }),
    });
    if (replacement?.endless) response.write(body);
    else response.end(body);
  }
}

/** A host's server with one page, which loads the widget's script and has a button for a test to open the widget with. */
export class FakeHost {
  /** The content security policy of the host page. */
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
      response.end(`<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Host</title><main><h1>My budget</h1>
        <button id="opener">Connect</button></main>${this.scriptTag}</html>`);
    });
    return this;
  }

  /** `http://localhost:…`: for a browser, another site than the widget's `127.0.0.1`. */
  get url(): string {
    return `http://localhost:${portOf(this.#server!)}/`;
  }

  async stop(): Promise<void> {
    await close(this.#server!);
  }
}
