import { join, relative } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { builds, complete } from '../../vite.config.ts';

const root = join(import.meta.dirname, '../..');

/** Modules of the frame that make requests, and what stands in for each. All else is what users get. */
const standIns: Readonly<Record<string, string>> = {
  'src/widget/frame/flow/connect-flow.ts': 'test/gallery/frame/shown-flow.ts',
  'src/widget/frame/api/institutions.ts': 'test/gallery/frame/institutions.ts',
};

const withStandIns = (): Plugin => {
  const met = new Set<string>();
  return {
    name: 'stand-ins',
    enforce: 'pre',
    async resolveId(specifier, importer) {
      const module = await this.resolve(specifier, importer, { skipSelf: true });
      const path = module && relative(root, module.id);
      if (!path || !Object.hasOwn(standIns, path)) return null;
      met.add(path);
      return join(root, standIns[path] ?? '');
    },
    buildEnd(error) {
      const missing = Object.keys(standIns).filter((path) => !met.has(path));
      if (!error && missing.length > 0) throw new Error(`Expected the frame to import ${missing.join(' and ')}.`);
    },
  };
};

/** The gallery's builds, into a folder: its pages, and the widget's frame as it is published but for the stand-ins. */
export function galleryBuilds(folder: string): InlineConfig[] {
  const frame = builds['frame']?.() ?? {};
  const pages = ['index', 'widget', 'button'].map((page) => join(root, `test/gallery/pages/${page}.html`));
  return [
    complete({
      ...frame,
      plugins: [withStandIns(), ...(frame.plugins ?? [])],
      build: { ...frame.build, outDir: join(folder, 'widget/frame'), emptyOutDir: false },
    }),
    complete({
      root: join(root, 'test/gallery/pages'),
      base: './',
      publicDir: false,
      build: {
        target: 'esnext',
        outDir: join(folder, 'pages'),
        emptyOutDir: false,
        minify: false,
        // The package says that its modules do nothing by themselves. The button's does: it defines the element.
        rolldownOptions: { input: pages, treeshake: false },
      },
    }),
  ].map((config) => ({ ...config, configFile: false }));
}
