import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

const docs = join(import.meta.dirname, '../..');

/** Gives pictures their size, so that nothing moves while they load, and has the first of a page loaded before the rest. */
export function imageSizes(md: MarkdownRenderer): void {
  md.core.ruler.push('image-sizes', ({ tokens, env }) => {
    const { relativePath } = env as MarkdownEnv;
    const images = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'image');
    for (const [index, image] of images.entries()) {
      const [width, height] = sizeOf(join(docs, dirname(relativePath), image.attrGet('src') ?? ''));
      image.attrSet('width', String(width));
      image.attrSet('height', String(height));
      if (index === 0) image.attrSet('fetchpriority', 'high');
      else image.attrSet('loading', 'lazy');
    }
  });
}

/** Width and height of a PNG, a WebP (extended format) or an SVG, in pixels. */
function sizeOf(file: string): [width: number, height: number] {
  const content = readFileSync(file);
  if (file.endsWith('.png')) return [content.readUInt32BE(16), content.readUInt32BE(20)];
  if (content.toString('latin1', 12, 16) === 'VP8X')
    return [content.readUIntLE(24, 3) + 1, content.readUIntLE(27, 3) + 1];
  const [, width, height] = /<svg [^>]*\bwidth="(\d+)" height="(\d+)"/.exec(content.toString()) ?? [];
  if (width && height) return [Number(width), Number(height)];
  throw new Error(`${file}: expected a PNG, a WebP, or an SVG with width and height in its first tag.`);
}
