import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageSize } from 'image-size';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

const docs = join(import.meta.dirname, '../..');

/** Gives pictures their size, so that nothing moves while they load, and has the first of a page loaded before the rest. */
export function imageSizes(md: MarkdownRenderer): void {
  md.core.ruler.push('image-sizes', ({ tokens, env }) => {
    const { relativePath } = env as MarkdownEnv;
    const images = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'image');
    for (const [index, image] of images.entries()) {
      const { width, height } = imageSize(readFileSync(join(docs, dirname(relativePath), image.attrGet('src') ?? '')));
      image.attrSet('width', String(width));
      image.attrSet('height', String(height));
      if (index === 0) image.attrSet('fetchpriority', 'high');
      else image.attrSet('loading', 'lazy');
    }
  });
}
