import { build, type InlineConfig } from 'vite';

/** Builds, and builds again when a source changes. Resolves once it is built; `onBuilt` is called each time after that. */
export async function watchBuild(config: InlineConfig, onBuilt: (durationMs: number) => void): Promise<void> {
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
  // Vite's answer depends on its options: with `watch` it is a watcher.
  if (!('on' in watcher)) throw new Error('Expected Vite to watch.');
  let isFirst = true;
  await new Promise<void>((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') {
        void event.result.close();
        if (!isFirst) onBuilt(event.duration);
      }
      // What is wrong, Vite has printed; the next change may mend it.
      if (event.code !== 'BUNDLE_END' && event.code !== 'ERROR') return;
      isFirst = false;
      resolve();
    });
  });
}
