import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { minify } from 'terser';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import packageJson from './package.json' with { type: 'json' };
import { inlineFirstStep } from './test/dev/inline-first-step.ts';
import { inlineTexts } from './test/dev/inline-texts.ts';
import { withoutUnusedLit } from './test/dev/without-unused-lit.ts';

/**
 * Ten bundles, one for each mode:
 *   button   dist/araucaria-connect-button.js         the element with Lit inside, for a script tag; dist/undefined.css
 *   embed    dist/araucaria-connect-embed.js          the element, and the upgrade of plain markup in a CMS
 *   debug    dist/araucaria-connect-debug.js          explains failures in the console, loaded by the two above on demand
 *   widget   dist/widget/araucaria-connect.js         window.Araucaria
 *   frame    dist/widget/frame/                       the page in the widget's iframe
 *   server   dist/server/{index,browser}.js           the handlers for a host's backend, for any runtime
 *   node     dist/server/{node,lambda}.js             the adapters for Node's frameworks and AWS Lambda
 *   sandbox  dist/sandbox/{index,main}.js             the sandbox and its command, with their dependencies inside
 *   cli      dist/cli/main.js                         the command araucaria-connect
 *   testing  dist/testing/{fake,webdriverio}.js       the fake widget for unit tests, and the kit for WebdriverIO
 * `tsc` builds the package's ES modules (test/config/tsconfig.build.json). `test/dev/build.ts` builds all of it.
 */

/** The oldest supported browsers (README, “Browsers”). Newer syntax is lowered; `npm run floor` finds newer functions and styles. */
const browsers = ['chrome111', 'edge111', 'firefox115', 'safari16.4'];

/** `./module.ts?chunk` imports the address of that module, built as a separate file, so that `import()` can be retried. */
const chunkAddresses: Plugin = {
  name: 'chunk-addresses',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('?chunk')) return null;
    const chunk = this.emitFile({ type: 'chunk', id: id.replace('?chunk', ''), preserveSignature: 'exports-only' });
    return `export default import.meta.ROLLUP_FILE_URL_${chunk};`;
  },
};

/** The first line of a file for browsers: the package, and the file beside it with the licenses of what is inside. */
const banner = (licenses: string): string =>
  `/*! ${packageJson.name} ${packageJson.version} (${packageJson.license}), licenses: ${licenses} */`;

/** Moves the license list from the frame's folder to the widget's: script and frame are published together. */
const licensesOfWidget: Plugin = {
  name: 'licenses-of-widget',
  writeBundle: ({ dir = '' }) => renameSync(join(dir, 'licenses.md'), join(dir, '../araucaria-connect.licenses.md')),
};

/** The copyright lines of packages under the MIT License that are published without its text. */
const holders: Readonly<Record<string, string>> = {
  standardwebhooks: 'Copyright (c) 2023 Svix (https://www.svix.com)',
};

/** Adds the text of the license where a package has none. */
const licensesOfModules: Plugin = {
  name: 'licenses-of-modules',
  writeBundle({ dir = '' }) {
    const file = join(dir, 'licenses.md');
    // The same terms as in our own license.
    const terms = readFileSync('LICENSE', 'utf8').trim();
    const list = readFileSync(file, 'utf8').replaceAll(
      /^## (\S+) - \S+ \(MIT\)\n(?!\n[^#])/gm,
      (heading, name: string) => {
        const holder = holders[name];
        return holder ? `${heading}\n${terms.replace(/^Copyright .*$/m, holder)}\n` : heading;
      },
    );
    writeFileSync(file, list);
  },
};

/** Minifies a script, and puts its first line above it. */
const finished = (firstLine: string): Plugin => ({
  name: 'finished',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        // 2 % smaller than the bundler's own output.
        const { code = '' } = await minify(file.code, {
          ecma: 2020,
          compress: { passes: 3, keep_fargs: false, unsafe_arrows: true },
          // Without a charset a page reads a classic script as windows-1252: “ó” would be shown as “Ã³”.
          format: { ascii_only: true, comments: false },
        });
        file.code = `\n${firstLine}\n;${code}\n`;
      }
    },
  },
});

/** A style sheet for pages, as it is. */
const styles = (source: string): Plugin => ({
  name: 'styles',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: basename(source), source: readFileSync(source, 'utf8') });
  },
});

/** Keeps the module that registers the tag: `sideEffects` in package.json names the published files alone. */
const sideEffects: Plugin = {
  name: 'side-effects',
  transform: { filter: { id: /define\.ts$/ }, handler: (code) => ({ code, map: null, moduleSideEffects: true }) },
};

/** Leaves the code behind the attribute `debug` to a file of its own, beside the script. */
const debugOnDemand: Plugin = {
  name: 'debug-on-demand',
  enforce: 'pre',
  resolveId: {
    filter: { id: /\/import-debug\.ts$/ },
    handler: () => join(import.meta.dirname, 'src/button/import-debug-file.ts'),
  },
};

/**
 * One minified file that works as a classic script and as a module, and exports nothing. Its first line break and semicolon
 * are for hosts that concatenate scripts: the script before it may end in a line comment, or without a semicolon.
 */
function script(entry: string, outDir: string, file: string, ...plugins: Plugin[]): UserConfig {
  const licenses = file.replace(/\.js$/, '.licenses.md');
  return {
    publicDir: false,
    plugins: [sideEffects, withoutUnusedLit, debugOnDemand, finished(banner(licenses)), ...plugins],
    build: {
      target: browsers,
      outDir,
      emptyOutDir: false,
      lib: { entry, formats: ['iife'], name: 'araucariaConnect', fileName: () => file },
      // The frame's list covers the widget's script as well: they are published together.
      license: entry.startsWith('src/widget/') ? false : { fileName: licenses },
      rolldownOptions: { output: { minify: true, comments: { legal: false, annotation: false } } },
    },
  };
}

/** Reduces package.json to the members that the sandbox reads. */
const packageFacts: Plugin = {
  name: 'package-facts',
  enforce: 'pre',
  load(id) {
    if (id !== join(import.meta.dirname, 'package.json')) return null;
    const { version, license } = packageJson;
    return JSON.stringify({ version, license });
  },
};

/** Modules for servers, with their dependencies inside: installing the package brings none of these. */
function modules(outDir: string, input: Record<string, string>, target = 'node22'): UserConfig {
  return {
    publicDir: false,
    plugins: [licensesOfModules, packageFacts],
    ssr: { noExternal: true },
    build: {
      target,
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', comments: { legal: true, jsdoc: false } },
      },
    },
  };
}

/** For modules without dependencies, and so without a list of their licenses. */
const withoutLicenses = ({ build, ...config }: UserConfig): UserConfig => ({
  ...config,
  plugins: [],
  build: { ...build, license: false },
});

/** The builds, by mode. */
export const builds: Readonly<Record<string, () => UserConfig>> = {
  button: () =>
    script('src/button/define.ts', 'dist', 'araucaria-connect-button.js', styles('src/button/undefined.css')),
  debug: () => ({
    publicDir: false,
    plugins: [finished(`/*! ${packageJson.name} ${packageJson.version} (${packageJson.license}) */`)],
    build: {
      target: browsers,
      outDir: 'dist',
      emptyOutDir: false,
      lib: { entry: 'src/button/debug/index.ts', formats: ['es'], fileName: () => 'araucaria-connect-debug.js' },
    },
  }),
  embed: () => script('src/button/embed/embed.ts', 'dist', 'araucaria-connect-embed.js'),
  widget: () => script('src/widget/host/araucaria-connect.ts', 'dist/widget', 'araucaria-connect.js'),
  frame: () => ({
    root: 'src/widget/frame',
    base: './',
    publicDir: false,
    plugins: [chunkAddresses, inlineTexts, inlineFirstStep, licensesOfWidget],
    build: {
      target: browsers,
      // Style sheets are not lowered: they have fallbacks of their own.
      cssTarget: 'es2022',
      outDir: '../../../dist/widget/frame',
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        output: {
          // The code of the first step is one file, which moves into the page: URLs in it are relative to the page.
          entryFileNames: ({ name }) => (name === 'index' ? '[name].js' : 'assets/[name]-[hash].js'),
          codeSplitting: {
            groups: [{ name: (id, graph) => (isFirst(id, graph) ? 'first' : null), debugName: 'first' }],
          },
          postBanner: ({ fileName }) =>
            banner(`${fileName.startsWith('assets/') ? '../' : ''}../araucaria-connect.licenses.md`),
        },
      },
    },
  }),
  // Without Node's own modules: it runs on any server.
  server: () => ({
    ...modules('dist/server', { index: 'src/server/index.ts', browser: 'src/server/browser.ts' }, 'node20'),
    ssr: { noExternal: true, target: 'webworker' },
  }),
  node: () =>
    withoutLicenses(
      modules('dist/server', { node: 'src/server/node/index.ts', lambda: 'src/server/lambda/index.ts' }, 'node20'),
    ),
  sandbox: () => modules('dist/sandbox', { index: 'src/sandbox/index.ts', main: 'src/sandbox/main.ts' }),
  cli: () => {
    const config = withoutLicenses(modules('dist/cli', { main: 'src/cli/main.ts' }, 'node20'));
    return { ...config, plugins: [packageFacts] };
  },
  // Bundled, since source maps and the modules that are shared with the widget would be 20 kB of the tarball.
  testing: () => ({
    ...withoutLicenses(
      modules(
        'dist/testing',
        { fake: 'src/testing/fake/index.ts', webdriverio: 'src/testing/webdriverio/index.ts' },
        'es2022',
      ),
    ),
    ssr: { noExternal: true, target: 'webworker' },
  }),
};

/** Whether the frame's first step needs a module: its page imports it, directly or indirectly. */
function isFirst(id: string, graph: ModuleGraph, seen = new Set<string>()): boolean {
  if (id.endsWith('/frame/index.html')) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return graph.getModuleInfo(id)?.importers.some((importer) => isFirst(importer, graph, seen)) ?? false;
}

type ModuleGraph = { getModuleInfo(id: string): { importers: string[] } | null };

/** Adds the settings that all builds share. */
export function complete(config: UserConfig): UserConfig {
  return {
    ...config,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': '"production"',
      ARAUCARIA_VERSION: JSON.stringify(packageJson.version),
    },
    plugins: [
      { ...minifyTemplateLiterals({ include: 'src/**/*.ts' }), enforce: 'pre' as const },
      ...(config.plugins ?? []),
    ],
    build: {
      ...config.build,
      // On a busy machine, the bundler would report how long each plugin took.
      rolldownOptions: { checks: { pluginTimings: false }, ...config.build?.rolldownOptions },
    },
  };
}

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  if (!build) throw new Error(`Expected --mode ${Object.keys(builds).join(', ')}; got "${mode}".`);
  return complete(build());
});
