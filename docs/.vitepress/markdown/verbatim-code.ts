import type { MarkdownRenderer } from 'vitepress';

/** Vue would evaluate what stands between two braces. VitePress prevents that in code blocks, and this in inline code. */
export function verbatimCode(md: MarkdownRenderer): void {
  md.core.ruler.push('verbatim-code', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'code_inline') token.attrSet('v-pre', '');
    }
  });
}
