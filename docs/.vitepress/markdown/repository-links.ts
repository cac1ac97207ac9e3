import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

const root = join(import.meta.dirname, '../../..');
const repository = 'https://github.com/araucaria-money/araucaria-connect';

/**
 * The pages link to files of the repository by relative paths, which work on GitHub. In the site these lead to GitHub, and
 * a folder's README.md is the folder's page.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { relativePath } = env as MarkdownEnv;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href !== null) token.attrSet('href', siteLink(href, `docs/${relativePath}`));
    }
  });
}

/** What a link of `page`, a path in the repository, leads to in the site. */
function siteLink(href: string, page: string): string {
  if (/^(?:[a-z]+:|[/#])/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(page), path);
  if (target.startsWith('docs/')) return href.replace(/\bREADME\.md\b/, 'index.md');
  const kind = statSync(join(root, target)).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${target}${anchor === undefined ? '' : `#${anchor}`}`;
}
