// Prints the sizes of two checkouts as a Markdown table: node size-comment.ts base.json head.json
import { readFileSync } from 'node:fs';

/** A bundle, as `size-limit --json` reports it. Sizes are bytes. */
export type Bundle = { name: string; size: number; sizeLimit?: number };

/** The comment on a pull request: each bundle's size before and after it. */
export function sizeComment(base: readonly Bundle[], head: readonly Bundle[]): string {
  const rows = head.map(({ name, size, sizeLimit }) => {
    const before = base.find((bundle) => bundle.name === name)?.size;
    const cells = [name, before === undefined ? '–' : bytes(before), bytes(size), change(before, size)];
    const limit = sizeLimit === undefined ? '–' : `${bytes(sizeLimit)}${size > sizeLimit ? ' ❌ exceeded' : ''}`;
    return `| ${[...cells, limit].join(' | ')} |`;
  });
  const removed = base.filter(({ name }) => !head.some((bundle) => bundle.name === name));
  return [
    '### Bundle sizes',
    '',
    'Bytes after Brotli.',
    '',
    '| bundle | before | after | change | limit |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    ...removed.map(({ name, size }) => `| ${name} | ${bytes(size)} | – | removed | – |`),
    '',
  ].join('\n');
}

function change(before: number | undefined, after: number): string {
  if (before === undefined) return 'new';
  const difference = after - before;
  if (difference === 0) return '0';
  const percent = ((difference / before) * 100).toFixed(1);
  return difference > 0
    ? `**+${bytes(difference)}** (+${percent} %)`
    : `−${bytes(-difference)} (${percent.replace('-', '−')} %)`;
}

function bytes(count: number): string {
  return count.toLocaleString('en-US');
}

if (import.meta.main) {
  const [base = '', head = ''] = process.argv.slice(2);
  const read = (file: string): Bundle[] => JSON.parse(readFileSync(file, 'utf8')) as Bundle[];
  process.stdout.write(sizeComment(read(base), read(head)));
}
