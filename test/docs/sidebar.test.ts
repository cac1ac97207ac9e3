import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DefaultTheme } from 'vitepress';
import { sidebar, sidebars } from '../../docs/.vitepress/sidebar.ts';
import { pages } from './support/documents.ts';

const linksOf = (items: readonly DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ link, items: inner = [] }) => [...(link === undefined ? [] : [link]), ...linksOf(inner)]);

/** The address of a page in the site. */
const addressOf = (page: string): string =>
  page
    .replace(/^docs/, '')
    .replace(/\.md$/, '')
    .replace(/\/(?:index|README)$/, '/');

describe('the sidebar of the site', () => {
  test('has each page once, and nothing else', () => {
    assert.ok(pages.length > 30, `found ${pages.length} pages`);
    assert.deepEqual(linksOf(sidebar).toSorted(), pages.map(addressOf).toSorted());
  });

  test('is open where the reader is', () => {
    const sections = Object.keys(sidebars).toSorted((a, b) => b.length - a.length);
    for (const address of linksOf(sidebar)) {
      const section = sections.find((start) => address.startsWith(start)) ?? '';
      assert.ok(
        linksOf(sidebars[section] as DefaultTheme.SidebarItem[]).includes(address),
        `${address} is not beside itself`,
      );
    }
  });
});
