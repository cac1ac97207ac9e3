import { defineConfig } from 'vitepress';
import { githubSlug } from './markdown/github-slug.ts';
import { repositoryLinks } from './markdown/repository-links.ts';
import { sequenceDiagrams } from './markdown/sequence-diagram.ts';
import { verbatimCode } from './markdown/verbatim-code.ts';
import { sidebar } from './sidebar.ts';

const description =
  'A button for any web page that lets a user link a bank account: the element, the handlers for your backend, and a sandbox.';

/** The documentation site: `npm run docs` builds it into `dist-docs/`. */
export default defineConfig({
  title: 'Araucaria Connect',
  description,
  lang: 'en',
  base: '/docs/',
  outDir: '../dist-docs',
  cleanUrls: true,
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  // The sandbox and the demo of the reader, which run while they read.
  ignoreDeadLinks: 'localhostLinks',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/docs/icon.svg' }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('araucaria-') } } },
  markdown: {
    anchor: { slugify: githubSlug },
    config(md) {
      repositoryLinks(md);
      verbatimCode(md);
      sequenceDiagrams(md);
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    sidebar,
    outline: { level: [2, 3], label: 'On this page' },
    externalLinkIcon: true,
    socialLinks: [
      { icon: 'github', link: 'https://github.com/araucaria-money/araucaria-connect', ariaLabel: 'Source code' },
    ],
  },
});
