import type { DefaultTheme } from 'vitepress';

/** The pages of the site, in reading order. `test/docs/sidebar.test.ts` checks that every page is here. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'Overview', link: '/' },
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Playground', link: '/playground' },
      { text: 'How it works', link: '/how-it-works' },
      { text: 'En español', link: '/es/' },
      { text: 'Em português', link: '/pt/' },
    ],
  },
  {
    text: 'In the page',
    items: [
      { text: 'The element', link: '/element' },
      { text: 'The widget', link: '/widget' },
      {
        text: 'Frameworks',
        link: '/frameworks/',
        items: [
          { text: 'HTML', link: '/frameworks/html' },
          { text: 'React', link: '/frameworks/react' },
          { text: 'Next', link: '/frameworks/next' },
          { text: 'Vue', link: '/frameworks/vue' },
          { text: 'Nuxt', link: '/frameworks/nuxt' },
          { text: 'Angular', link: '/frameworks/angular' },
          { text: 'Svelte', link: '/frameworks/svelte' },
          { text: 'SvelteKit', link: '/frameworks/sveltekit' },
          { text: 'Astro', link: '/frameworks/astro' },
          { text: 'Solid', link: '/frameworks/solid' },
          { text: 'Preact', link: '/frameworks/preact' },
          { text: 'htmx, Turbo, Alpine', link: '/frameworks/htmx-turbo-alpine' },
        ],
      },
      { text: 'Forms', link: '/forms' },
      { text: 'Theming', link: '/theming' },
      { text: 'Types and editors', link: '/types' },
      { text: 'Content management systems', link: '/cms' },
      { text: 'Iframes and cookies', link: '/iframes-and-cookies' },
      { text: 'Accessibility', link: '/accessibility' },
      { text: 'Browser support', link: '/browser-support' },
    ],
  },
  {
    text: 'In your backend',
    items: [
      { text: 'Your backend', link: '/backend' },
      { text: 'Token endpoint in any language', link: '/token-endpoint' },
      { text: 'Serverless', link: '/serverless' },
      { text: 'Behind a proxy', link: '/proxies' },
      { text: 'Webhooks', link: '/webhooks' },
      { text: 'Re-credentialing', link: '/re-credentialing' },
      { text: 'From a click to a webhook', link: '/tracing' },
    ],
  },
  {
    text: 'Try and test',
    items: [
      { text: 'The sandbox', link: '/sandbox' },
      { text: 'Testing', link: '/testing' },
    ],
  },
  {
    text: 'Errors',
    link: '/errors/',
    items: [
      {
        text: 'From the page and the token endpoint',
        items: [
          { text: 'misconfigured', link: '/errors/misconfigured' },
          { text: 'token-request-failed', link: '/errors/token-request-failed' },
          { text: 'token-request-timeout', link: '/errors/token-request-timeout' },
          { text: 'token-request-rejected', link: '/errors/token-request-rejected' },
          { text: 'unauthorized', link: '/errors/unauthorized' },
          { text: 'connection-not-found', link: '/errors/connection-not-found' },
          { text: 'connection-not-repairable', link: '/errors/connection-not-repairable' },
          { text: 'token-response-invalid', link: '/errors/token-response-invalid' },
          { text: 'secret-key-exposed', link: '/errors/secret-key-exposed' },
        ],
      },
      {
        text: 'From the widget script',
        items: [
          { text: 'widget-load-failed', link: '/errors/widget-load-failed' },
          { text: 'widget-load-timeout', link: '/errors/widget-load-timeout' },
          { text: 'widget-blocked', link: '/errors/widget-blocked' },
          { text: 'widget-unavailable', link: '/errors/widget-unavailable' },
          { text: 'widget-open-failed', link: '/errors/widget-open-failed' },
          { text: 'widget-busy', link: '/errors/widget-busy' },
          { text: 'widget-error', link: '/errors/widget-error' },
        ],
      },
      {
        text: 'From the widget',
        items: [
          { text: 'token-invalid', link: '/errors/token-invalid' },
          { text: 'origin-not-allowed', link: '/errors/origin-not-allowed' },
          { text: 'institution-not-listed', link: '/errors/institution-not-listed' },
          { text: 'account-locked', link: '/errors/account-locked' },
          { text: 'token-expired', link: '/errors/token-expired' },
          { text: 'institution-unavailable', link: '/errors/institution-unavailable' },
          { text: 'invalid-credentials', link: '/errors/invalid-credentials' },
          { text: 'connection-timeout', link: '/errors/connection-timeout' },
          { text: 'mfa-failed', link: '/errors/mfa-failed' },
          { text: 'mfa-timeout', link: '/errors/mfa-timeout' },
          { text: 'keyboard-taken', link: '/errors/keyboard-taken' },
          { text: 'frame-unreachable', link: '/errors/frame-unreachable' },
          { text: 'internal-error', link: '/errors/internal-error' },
        ],
      },
    ],
  },
  {
    text: 'In production',
    items: [
      { text: 'Find out what is wrong', link: '/diagnose' },
      { text: 'Going live', link: '/going-live' },
      { text: 'Security for your application', link: '/security' },
      { text: 'Content security policy', link: '/content-security-policy' },
      { text: 'Threat model', link: '/threat-model' },
      { text: 'Versions and support', link: '/versioning' },
      { text: 'Questions', link: '/faq' },
    ],
  },
  {
    text: 'Migrating',
    link: '/migrating/',
    items: [
      { text: 'From Plaid Link', link: '/migrating/plaid-link' },
      { text: 'From Pluggy Connect', link: '/migrating/pluggy' },
      { text: 'From Belvo', link: '/migrating/belvo' },
      { text: 'From Fintoc', link: '/migrating/fintoc' },
      { text: 'From MX', link: '/migrating/mx' },
    ],
  },
  {
    text: 'For contributors',
    items: [
      { text: 'Architecture', link: '/architecture' },
      { text: 'The texts that users read', link: '/texts' },
      {
        text: 'Decisions',
        link: '/decisions/',
        items: [
          { text: '1 A frame on its own origin', link: '/decisions/0001-frame-on-its-own-origin' },
          { text: '2 A port written by hand', link: '/decisions/0002-hand-written-port' },
          { text: '3 Steps in the light DOM', link: '/decisions/0003-steps-in-the-light-dom' },
          { text: '4 One state machine', link: '/decisions/0004-one-state-machine' },
          { text: '5 Lit without decorators', link: '/decisions/0005-lit-without-decorators' },
          { text: '6 A form-associated element', link: '/decisions/0006-form-associated-element' },
          { text: '7 Handlers install nothing', link: '/decisions/0007-handlers-install-nothing' },
          { text: '8 Valibot', link: '/decisions/0008-valibot' },
          { text: '9 node:sqlite', link: '/decisions/0009-node-sqlite' },
          { text: '10 An own API page', link: '/decisions/0010-own-api-page' },
          { text: '11 The oldest browsers', link: '/decisions/0011-oldest-browsers' },
          { text: '12 One Portuguese', link: '/decisions/0012-one-portuguese' },
          { text: '13 No trusted proxy', link: '/decisions/0013-no-trusted-proxy' },
          { text: '14 VitePress', link: '/decisions/0014-vitepress' },
        ],
      },
    ],
  },
];

/** The groups whose own page lists the others: they are open on these pages, and one link on all others, so that pages stay small. */
const sections = ['/frameworks/', '/errors/', '/migrating/', '/decisions/'];

/** The sidebar of each section, and of all other pages. */
export const sidebars: DefaultTheme.SidebarMulti = Object.fromEntries(
  ['/', ...sections].map((section) => [section, sidebarIn(section, sidebar)]),
);

function sidebarIn(section: string, items: readonly DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] {
  return items.map(({ items: inner, ...item }) => {
    const isClosed = sections.includes(item.link ?? '') && item.link !== section;
    return inner && !isClosed ? { ...item, items: sidebarIn(section, inner) } : item;
  });
}
