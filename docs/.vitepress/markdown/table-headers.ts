import type { MarkdownRenderer } from 'vitepress';

/** Markdown has no table without a header. What is empty there is no header in the site, where a screen reader would read it out. */
export function tableHeaders(md: MarkdownRenderer): void {
  md.core.ruler.push('table-headers', (state) => {
    const { tokens } = state;
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'th_open' || tokens[index + 1]?.content !== '') continue;
      for (const cell of [token, tokens[index + 2]]) if (cell) cell.tag = 'td';
    }
    // A row with nothing in it.
    let isEmpty = false;
    state.tokens = tokens.filter((token, index) => {
      if (token.type === 'thead_open') {
        const end = tokens.findIndex(({ type }, at) => at > index && type === 'thead_close');
        isEmpty = tokens.slice(index, end).every(({ type, content }) => type !== 'inline' || content === '');
      }
      const isDropped = isEmpty;
      if (token.type === 'thead_close') isEmpty = false;
      return !isDropped;
    });
  });
}
