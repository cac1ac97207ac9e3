import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { introductionOf } from './introduction.ts';
import { codeLines } from './markdown/code-lines.ts';
import { imageSizes } from './markdown/image-sizes.ts';
import { repositoryLinks } from './markdown/repository-links.ts';
import { sequenceDiagrams } from './markdown/sequence-diagram.ts';
import { tableHeaders } from './markdown/table-headers.ts';
import { verbatimCode } from './markdown/verbatim-code.ts';
import { sidebars } from './sidebar.ts';

const description =
  'A button for any web page that lets a user link a bank account: the element, the handlers for your backend, and a sandbox.';

/** The documentation site: `npm run docs` builds it into `dist-docs/`. */
export default defineConfig({
  title: 'Araucaria Connect',
  description,
  locales: {
    root: { label: 'English', lang: 'en' },
    es: { label: 'Español', lang: 'es' },
    pt: { label: 'Português', lang: 'pt-BR' },
  },
  base: '/docs/',
  outDir: '../dist-docs',
  cleanUrls: true,
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  // The sandbox and the demo of the reader, which run while they read.
  ignoreDeadLinks: 'localhostLinks',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/docs/icon.svg' }]],
  markdown: {
    // The anchors of GitHub, so that the same links work there and here.
    anchor: { slugify: slug },
    config(md) {
      codeLines(md);
      repositoryLinks(md);
      imageSizes(md);
      tableHeaders(md);
      verbatimCode(md);
      sequenceDiagrams(md);
    },
  },
  transformPageData({ filePath }) {
    return { description: introductionOf(readFileSync(join(import.meta.dirname, '..', filePath), 'utf8')) };
  },
  /** What assistants read is in the package too. */
  buildEnd({ outDir }) {
    for (const file of ['llms.txt', 'llms-full.txt']) {
      copyFileSync(join(import.meta.dirname, '../../dist', file), join(outDir, file));
    }
  },
  themeConfig: {
    // The other languages have one page each.
    i18nRouting: false,
    search: { provider: 'local' },
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'The element', link: '/element' },
      { text: 'Errors', link: '/errors/' },
    ],
    sidebar: sidebars,
    notFound: {
      title: 'There is no such page',
      quote: 'Search for what you want, or begin at the overview.',
      linkText: 'Overview',
    },
    outline: { level: [2, 3], label: 'On this page' },
    externalLinkIcon: true,
    socialLinks: [
      { icon: 'github', link: 'https://github.com/araucaria-money/araucaria-connect', ariaLabel: 'Source code' },
    ],
  },
});
