import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type SSROptions } from 'vite';

import { overHttp } from './over-http.ts';

/** Where the handlers under test run. */
export type Runtime = {
  /** The origin that requests are sent to. */
  origin: string;
  send(request: Request): Promise<Response>;
  /** Whether it tells a handler that its visitor has gone. */
  noticesGoneVisitors: boolean;
  /** What it has printed so far, on both its outputs. */
  printed(): string;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '../../..');
const serverOf = (runtime: string): string => join(root, `test/server/runtimes/${runtime}.ts`);
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** A runtime as a process of its own, which says what port it listens on. */
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
    noticesGoneVisitors: true,
    printed: () => printed,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** A Node of another version, with the handlers in one file: an old one can't run TypeScript. */
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

/** Cloudflare's `workerd`, with a Worker in one file as a build makes it. */
export async function startWorkerd(entry: string, bindings: Record<string, string>): Promise<Runtime> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-worker-'));
  writeFileSync(join(folder, 'worker.js'), await bundle(entry, asCloudflare));
  writeFileSync(join(folder, 'config.capnp'), workerdConfig(bindings));
  const runtime = await startProcess(bin('workerd'), ['serve', '--control-fd=1', join(folder, 'config.capnp')]);
  return {
    ...runtime,
    // It finds out when it writes the answer.
    noticesGoneVisitors: false,
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

/** As Cloudflare's own tool resolves packages. */
const asCloudflare: SSROptions = {
  target: 'webworker',
  resolve: { conditions: ['workerd', 'worker', 'browser'] },
};

/** In one file. Syntax stays as it is, so that a runtime that does not know it says so. */
async function bundle(entry: string, ssr: SSROptions): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, ...ssr },
    build: { ssr: entry, write: false, target: 'esnext', minify: false },
  });
  const [output] = [built].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('Expected a bundle of one file.');
  return chunk.code;
}

/** Each runtime the handlers are made for; all of them come with npm. */
export const runtimes: Readonly<Record<string, (araucariaUrl: string) => Promise<Runtime>>> = {
  Node: (araucariaUrl) => startProcess(process.execPath, [serverOf('node'), araucariaUrl]),
  Deno: (araucariaUrl) =>
    startProcess(bin('deno'), [
      'run',
      '--quiet',
      '--allow-net',
      '--node-modules-dir=manual',
      serverOf('deno'),
      araucariaUrl,
    ]),
  // Bun heeds the paths of tsconfig.json, which lead to the source; what is shipped is what is tested.
  Bun: (araucariaUrl) =>
    startProcess(bin('bun'), [
      `--tsconfig-override=${join(import.meta.dirname, '../../config/tsconfig.build.json')}`,
      serverOf('bun'),
      araucariaUrl,
    ]),
  workerd: (araucariaUrl) => startWorkerd(serverOf('workerd'), { ARAUCARIA_URL: araucariaUrl }),
};
