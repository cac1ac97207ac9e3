// `npm run dev`: the demo and the state gallery, from the sources. What is changed is built at once and shown by the pages that
// are open. Bundles are built and not served module by module, since the widget's script and the button's are classic scripts
// on a page under a strict policy: so what is on screen is what ships, in the same files, from the same two origins.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

const galleryPort = Number(process.env['GALLERY_PORT'] || 5174);

console.log('Building the button, the widget and the gallery …');

// They take a while to load, and the line above should not wait for them.
const { startGallery } = await import('../gallery/start-gallery.ts');
const { watchBuild } = await import('./watch-build.ts');
const { build } = await import('./build.ts');

const built =
  (what: string, reload: () => void) =>
  (durationMs: number): void => {
    console.log(`  ${what} built in ${Math.round(durationMs)} ms`);
    reload();
  };

/** Reloads the demo's pages; before it runs there is nothing to reload. */
let reloadDemo = (): unknown => null;

const [gallery] = await Promise.all([
  startGallery({
    port: galleryPort,
    run: (config) => watchBuild(config, () => gallery.reload()),
  }),
  ...['button', 'debug', 'widget', 'frame'].map((mode) =>
    watchBuild(
      { mode },
      built(mode, () => reloadDemo()),
    ),
  ),
  // For the playground, which has the hash of the one and the code of the other.
  build(['embed', 'templates']),
]);

// Node starts the demo, and the sandbox in it, anew when one of their modules changes.
const fromSource = join(import.meta.dirname, 'from-source.ts');
const demo = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', '--import', fromSource, join(import.meta.dirname, '../../demo/start.ts')],
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
);
reloadDemo = () => demo.connected && demo.send('reload');
for (const pages of ['demo/pages', 'demo/playground']) watch(pages, { recursive: true }, () => reloadDemo());

console.log(`
  Every state of the widget and of the button   ${gallery.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    demo.kill(signal);
    void gallery.close().then(() => process.exit());
  });
}
