import type { MarkdownRenderer } from 'vitepress';
import { drawSequence } from './draw-sequence.ts';
import { parseSequence } from './parse-sequence.ts';

/** GitHub draws Mermaid's diagrams. The site has them as pictures that need no script, each with the same steps as a list. */
export function sequenceDiagrams(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'mermaid') return fence?.(tokens, index, ...rest) ?? '';
    return drawSequence(parseSequence(token.content));
  };
}
