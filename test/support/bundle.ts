import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';

const entry = join(import.meta.dirname, '../../bundled.js');

/** Bundles a module, which imports relative to the repository's folder, to one classic script, as a host's build would. */
export async function bundle(source: string, config: InlineConfig = {}): Promise<string> {
  const [built] = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    ...config,
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bundled' } },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built?.output ?? [];
  if (!chunk) throw new Error('Expected a bundle.');
  return chunk.code;
}
