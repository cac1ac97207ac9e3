import { test as base } from '@playwright/test';
import type { DefaultTheme } from 'vitepress';
import { sidebar } from '../../../docs/.vitepress/sidebar.ts';
import { serveSite, type ServedSite } from './serve-site.ts';

const linksOf = (items: readonly DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ link, items: inner = [] }) => [...(link === undefined ? [] : [link]), ...linksOf(inner)]);

/** The address of each page below the site's. A test of Node checks that the sidebar has every page. */
export const addresses: readonly string[] = linksOf(sidebar);

/** Tests of the built site, which one server of each worker serves. */
export const test = base.extend<object, { site: ServedSite }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      const site = await serveSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
