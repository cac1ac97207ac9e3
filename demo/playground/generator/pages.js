// @ts-check
// The targets of the page code. Each is made of a file that tests run in its framework.

/** @typedef {import('../types.ts').PageKind} PageKind */

/** What a framework that renders on a server writes into the page beside its files. */
const inline = { script: ["'nonce-NONCE'"], style: ["'nonce-NONCE'"] };

/**
 * A framework, by the component that its guide shows.
 * @param {string} title
 * @param {string} name
 * @param {string} path
 * @param {Partial<PageKind>} more
 * @returns {PageKind}
 */
const framework = (title, name, path, more = {}) => ({
  title,
  group: 'Framework',
  source: `frameworks/${name}/${path}`,
  path,
  packages: ['araucaria-connect'],
  trustedTypes: [],
  ...more,
});

/** @type {Record<string, PageKind>} */
export const pages = {
  html: {
    title: 'HTML, with a script tag',
    group: 'Without a build',
    source: 'pages/script-tag.html',
    path: 'index.html',
    trustedTypes: [],
  },
  htmx: {
    title: 'htmx',
    group: 'Without a build',
    source: 'frameworks/no-build/htmx.html',
    path: 'index.html',
    needs: { script: ['https://unpkg.com/htmx.org@4.0.1'] },
    trustedTypes: null,
  },
  turbo: {
    title: 'Turbo',
    group: 'Without a build',
    source: 'frameworks/no-build/turbo.html',
    path: 'index.html',
    needs: {
      script: ['https://unpkg.com/@hotwired/turbo@8.0.23'],
      // The style that this version writes for its progress bar.
      style: ["'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='"],
    },
    trustedTypes: null,
  },
  react: framework('React', 'react', 'src/ConnectBank.tsx', {
    packages: ['araucaria-connect', '@lit/react'],
    isCamelCase: true,
  }),
  next: framework('Next', 'next', 'app/connect-bank.tsx', {
    imports: ["import 'araucaria-connect/undefined.css';"],
    packages: ['araucaria-connect', '@lit/react'],
    isCamelCase: true,
    needs: inline,
    // Its loader of later files has no policy.
    trustedTypes: null,
  }),
  vue: framework('Vue', 'vue', 'src/ConnectBank.vue', {
    also: { 'frameworks/vue/vite.config.ts': 'vite.config.ts' },
    trustedTypes: ['vue'],
  }),
  nuxt: framework('Nuxt', 'nuxt', 'app/components/ConnectBank.vue', {
    also: {
      'frameworks/nuxt/nuxt.config.ts': 'nuxt.config.ts',
      'frameworks/nuxt/app/plugins/araucaria-connect.client.ts': 'app/plugins/araucaria-connect.client.ts',
    },
    needs: inline,
    trustedTypes: ['vue'],
  }),
  angular: framework('Angular', 'angular', 'src/connect-bank.ts', {
    styles: { path: 'src/styles.css', remark: 'In angular.json, "styles" names src/styles.css.' },
    policyRemark:
      'In angular.json, set "inlineCritical": false in "optimization", "styles": otherwise Angular writes code into the page.',
    trustedTypes: ['angular'],
  }),
  svelte: framework('Svelte', 'svelte', 'src/ConnectBank.svelte', { trustedTypes: ['svelte-trusted-html'] }),
  sveltekit: framework('SvelteKit', 'sveltekit', 'src/routes/ConnectBank.svelte', {
    // The hash is that of the style of its element that announces a new page.
    needs: {
      ...inline,
      style: [...inline.style, "'unsafe-hashes'", "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='"],
    },
    trustedTypes: ['svelte-trusted-html'],
  }),
  astro: framework('Astro', 'astro', 'src/components/ConnectBank.astro', { needs: inline }),
  solid: framework('Solid', 'solid', 'src/ConnectBank.tsx', { trustedTypes: null }),
  preact: framework('Preact', 'preact', 'src/ConnectBank.tsx'),
  wordpress: {
    title: 'WordPress, with the plugin',
    group: 'Content management system',
    source: '',
    path: 'a page, as a shortcode',
    trustedTypes: null,
  },
  cms: {
    title: 'Another CMS, with the embed script',
    group: 'Content management system',
    source: 'cms/script.html',
    path: 'once, by an administrator',
    also: { 'cms/author.html': 'any page, by an author' },
    trustedTypes: [],
  },
};

/** The kind of page that a name means; an unknown one means the first. @param {string} name */
export const kindOf = (name) => (/** @type {PageKind} */ (Object.hasOwn(pages, name) ? pages[name] : pages['html']));

/** Whether the author of such a page chooses the attributes of the button: in a CMS, the administrator alone does. @param {PageKind} kind */
export const takesAttributes = ({ group }) => group !== 'Content management system';

/** Whether the page itself loads the button's script, from a CDN or its own server. @param {PageKind} kind */
export const loadsScript = (kind) => kind === pages['cms'] || kind.group === 'Without a build';
