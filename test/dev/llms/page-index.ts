import { existsSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { introductionOf } from '../../../docs/.vitepress/introduction.ts';
import { sidebar } from '../../../docs/.vitepress/sidebar.ts';
import { documentationUrl } from '../../../src/shared/documented-urls.ts';

/** The public address of the site, without the slash at its end. */
export const siteUrl = documentationUrl.slice(0, -1);

type Item = DefaultTheme.SidebarItem;

/** `llms.txt`: each page of the site with a line of what it says, in the form of <https://llmstxt.org>. */
export function pageIndex(): string {
  return `# Araucaria Connect

> ${introductionOf(readFileSync('docs/index.md', 'utf8'))}

[llms-full.txt](${siteUrl}/llms-full.txt) is the whole API in one file: element, events, errors, handlers, client, commands and settings.

${sidebar.map(section).join('\n')}`;
}

function section(group: Item): string {
  return `## ${group.text}\n\n${pagesOf([group]).map(line).join('')}`;
}

/** The pages of a group, without the single decisions: their index says enough. */
function pagesOf(items: readonly Item[]): Item[] {
  return items.flatMap((item) => {
    if (item.link === '/decisions/') return [item];
    return [...(item.link === undefined ? [] : [item]), ...pagesOf(item.items ?? [])];
  });
}

function line({ text = '', link = '' }: Item): string {
  return `- [${text}](${siteUrl}${link}): ${introductionOf(sourceOf(link))}\n`;
}

/** The document of a page. */
function sourceOf(link: string): string {
  const file = [`docs${link}.md`, `docs${link}index.md`, `docs${link}README.md`].find(existsSync);
  if (file === undefined) throw new Error(`docs/.vitepress/sidebar.ts: expected a page of docs/; got ${link}.`);
  return readFileSync(file, 'utf8');
}
