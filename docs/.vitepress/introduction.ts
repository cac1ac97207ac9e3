/** The first sentences of a page, as plain text of at most some 200 characters: its description for search engines and assistants. */
export function introductionOf(markdown: string): string {
  const [paragraph = ''] =
    markdown
      .replace(/^---\n[\s\S]*?\n---\n/, '')
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .split(/\n{2,}/)
      .filter((part) => /^[\p{L}`*[“]/u.test(part.trim())) ?? [];
  const text = paragraph
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}\d])/u);
  let introduction = sentences[0] ?? '';
  for (const sentence of sentences.slice(1)) {
    if (introduction.length + sentence.length > 160) break;
    introduction += ` ${sentence}`;
  }
  return introduction.replace(/:$/, '.');
}
