import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type SSROptions } from 'vite';

import { overHttp } from './over-http.ts';

/** A runtime with the handlers under test. */
export type Runtime = {
  /** The origin that requests are sent to. */
  origin: string;
  send(request: Request): Promise<Response>;
  /** Whether it aborts a request's signal when the visitor goes away. */
  abortsRequests: boolean;
  /** Its output so far, of both streams. */
  printed(): string;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '../../..');
const serverOf = (runtime: string): string => join(root, `test/server/runtimes/${runtime}.ts`);
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** Starts a runtime as a process, which prints the port that it listens on. */
async function startProcess(command: string, args: string[]): Promise<Runtime> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const port = await new Promise<string>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => {
        printed += String(chunk);
        const [, found] = /(?:listening on |"port":)(\d+)/.exec(printed) ?? [];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Expected ${command} to listen; it ended: ${printed}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    send: overHttp,
    abortsRequests: true,
    printed: () => printed,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** Starts another version of Node, with the handlers in one JavaScript file: old versions can't run TypeScript. */
export async function startNode(binary: string, araucariaUrl: string): Promise<Runtime> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-node-'));
  const file = join(folder, 'node.mjs');
  writeFileSync(file, await bundle(serverOf('node'), { target: 'node', resolve: { conditions: ['node'] } }));
  const runtime = await startProcess(binary, [file, araucariaUrl]);
  return {
    ...runtime,
    async close() {
      await runtime.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Starts Cloudflare's `workerd`, with a Worker bundled into one file. */
export async function startWorkerd(entry: string, bindings: Record<string, string>): Promise<Runtime> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-worker-'));
  writeFileSync(join(folder, 'worker.js'), await bundle(entry, asCloudflare));
  writeFileSync(join(folder, 'config.capnp'), workerdConfig(bindings));
  const runtime = await startProcess(bin('workerd'), ['serve', '--control-fd=1', join(folder, 'config.capnp')]);
  return {
    ...runtime,
    // It notices only when it sends the answer.
    abortsRequests: false,
    async close() {
      await runtime.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const workerdConfig = (bindings: Record<string, string>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-06-01",
  bindings = [${Object.entries(bindings)
    .map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`)
    .join(', ')}],
);
`;

/** Resolves packages as Cloudflare's own tool does. */
const asCloudflare: SSROptions = {
  target: 'webworker',
  resolve: { conditions: ['workerd', 'worker', 'browser'] },
};

/** Bundles a module into one file, without lowering its syntax: a runtime that does not support it fails. */
async function bundle(entry: string, ssr: SSROptions): Promise<string> {
  const built = await build({
    configFile: false,
    // As a developer's own server bundles it.
    mode: 'development',
    logLevel: 'error',
    ssr: { noExternal: true, ...ssr },
    build: { ssr: entry, write: false, target: 'esnext', minify: false },
  });
  const [output] = [built].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('Expected a bundle of one file.');
  return chunk.code;
}

/** The supported runtimes; npm installs all of them. */
export const runtimes: Readonly<Record<string, (araucariaUrl: string) => Promise<Runtime>>> = {
  Node: (araucariaUrl) => startProcess(process.execPath, [serverOf('node'), araucariaUrl]),
  'Node, by toNodeHandler': (araucariaUrl) => startProcess(process.execPath, [serverOf('node-adapter'), araucariaUrl]),
  Deno: (araucariaUrl) =>
    startProcess(bin('deno'), [
      'run',
      '--quiet',
      '--allow-net',
      '--node-modules-dir=manual',
      serverOf('deno'),
      araucariaUrl,
    ]),
  // Without the paths of tsconfig.json, which lead to the source: the built handlers are tested.
  Bun: (araucariaUrl) =>
    startProcess(bin('bun'), [
      `--tsconfig-override=${join(import.meta.dirname, '../../config/tsconfig.build.json')}`,
      serverOf('bun'),
      araucariaUrl,
    ]),
  workerd: (araucariaUrl) => startWorkerd(serverOf('workerd'), { ARAUCARIA_URL: araucariaUrl }),
};
