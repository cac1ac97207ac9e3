import type { MarkdownRenderer } from 'vitepress';

/** Tells the style sheet how many lines a code block has, so that its height is known before it is laid out. */
export function codeLines(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const lines = tokens[index]?.content.trimEnd().split('\n').length ?? 0;
    return fence?.(tokens, index, ...rest).replace('<div class="', `<div style="--lines: ${lines}" class="`) ?? '';
  };
}
