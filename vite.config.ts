import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import packageJson from './package.json' with { type: 'json' };

/**
 * Five bundles, one a mode:
 *   button   dist/araucaria-connect-button.js         the element with Lit inside, for a script tag
 *   widget   dist/widget/araucaria-connect.js         window.Araucaria
 *   frame    dist/widget/frame/                       the page inside the widget's iframe
 *   server   dist/server/{index,browser}.js           what a host's backend mounts, for any runtime
 *   sandbox  dist/sandbox/{index,main}.js             an Araucaria for Node, and the command; their dependencies inside
 * The ES modules of the package come from `tsc` (test/config/tsconfig.build.json).
 */

/** The oldest supported browsers (README, “Browsers”): newer syntax is lowered. What it can't lower, `npm run floor` finds. */
const browsers = ['chrome111', 'edge111', 'firefox115', 'safari16.4'];

/** A page that declares no charset reads a classic script as windows-1252: “ó” would reach its users as “Ã³”. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
      }
    },
  },
};

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code}`;
}

/** `./module.ts?chunk` is the address of that module, built as a file of its own: an `import()` of it can be tried again. */
const chunkAddresses: Plugin = {
  name: 'chunk-addresses',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('?chunk')) return null;
    const chunk = this.emitFile({ type: 'chunk', id: id.replace('?chunk', ''), preserveSignature: 'exports-only' });
    return `export default import.meta.ROLLUP_FILE_URL_${chunk};`;
  },
};

/** The first line of a file for browsers: whose it is, and the file beside it that has the licenses of what is inside. */
const banner = (licenses: string): string =>
  `/*! ${packageJson.name} ${packageJson.version} (${packageJson.license}); licenses of others inside: ${licenses} */`;

/** From the frame's folder to the widget's, whose script and frame are published together. */
const licensesOfWidget: Plugin = {
  name: 'licenses-of-widget',
  writeBundle: ({ dir = '' }) => renameSync(join(dir, 'licenses.md'), join(dir, '../araucaria-connect.licenses.md')),
};

/** Packages under the MIT License that are published without its words, and whose they are. */
const holders: Readonly<Record<string, string>> = {
  standardwebhooks: 'Copyright (c) 2023 Svix (https://www.svix.com)',
};

/** Adds the words of the license where a package has none. */
const licensesOfModules: Plugin = {
  name: 'licenses-of-modules',
  writeBundle({ dir = '' }) {
    const file = join(dir, 'licenses.md');
    // The terms are those of our own.
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

/**
 * Takes out Lit's hooks for polyfills and hydration and its lists of versions. Nothing here uses them, and an element
 * of the page whose `id` is such a global's name would stop the bundle when it is evaluated.
 */
const withoutLitHooks: Plugin = {
  name: 'without-lit-hooks',
  transform(code, id) {
    if (!/\/(reactive-element|lit-html|lit-element)\//.test(id)) return null;
    return code
      .replace(/\b\w+\.(\w+(PolyfillSupport|HydrateSupport)|ShadyCSS)\b/g, '(void 0)')
      .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, '0');
  },
};

/**
 * One minified file that works as a classic script and as a module. It exports nothing. Hosts put it into one file with
 * others: before it may stand a comment that no line break ends, or a statement that no semicolon ends.
 */
function script(entry: string, outDir: string, file: string): UserConfig {
  const licenses = file.replace(/\.js$/, '.licenses.md');
  return {
    publicDir: false,
    plugins: [withoutLitHooks, asciiOnly],
    build: {
      target: browsers,
      outDir,
      emptyOutDir: false,
      lib: { entry, formats: ['iife'], name: 'araucariaConnect', fileName: () => file },
      // What the frame holds, the widget's list has too: it comes with the frame.
      license: entry.startsWith('src/widget/') ? false : { fileName: licenses },
      rolldownOptions: {
        output: {
          minify: true,
          comments: { legal: false, annotation: false },
          postBanner: `\n${banner(licenses)}\n;`,
          postFooter: '\n',
        },
      },
    },
  };
}

/** Modules for servers, with what they depend on inside: who installs the package for its button gets none of it. */
function modules(outDir: string, input: Record<string, string>, target = 'node22'): UserConfig {
  return {
    publicDir: false,
    plugins: [licensesOfModules],
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
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', comments: { legal: true } },
      },
    },
  };
}

/** By their modes. */
export const builds: Readonly<Record<string, () => UserConfig>> = {
  button: () => script('src/button/define.ts', 'dist', 'araucaria-connect-button.js'),
  widget: () => script('src/widget/araucaria-connect.ts', 'dist/widget', 'araucaria-connect.js'),
  frame: () => ({
    root: 'src/widget/frame',
    base: './',
    publicDir: false,
    plugins: [chunkAddresses, licensesOfWidget],
    build: {
      target: browsers,
      // Style sheets stay as they are written: their fallbacks are.
      cssTarget: 'es2022',
      outDir: '../../../dist/widget/frame',
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        output: {
          // What the first step shares with others is one file more, asked for at the same time as its own.
          codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
          postBanner: banner('../../araucaria-connect.licenses.md'),
        },
      },
    },
  }),
  // Nothing that is Node's own: it runs on every server.
  server: () => ({
    ...modules('dist/server', { index: 'src/server/index.ts', browser: 'src/server/browser.ts' }, 'node20'),
    ssr: { noExternal: true, target: 'webworker' },
  }),
  sandbox: () => modules('dist/sandbox', { index: 'src/sandbox/index.ts', main: 'src/sandbox/main.ts' }),
};

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  if (!build) throw new Error(`Expected --mode ${Object.keys(builds).join(', ')}; got "${mode}".`);
  const config = build();
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
  };
});
