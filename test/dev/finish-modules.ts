// Makes the package's modules smaller than the compiler leaves them.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { minifyHTMLLiterals } from 'minify-literals';

// The styles and the HTML: a host's bundler keeps the comments and blanks in them.
for (const module of ['dist/button/araucaria-connect-button.styles.js', 'dist/button/element/button-template.js']) {
  const source = await readFile(module, 'utf8');
  const minified = await minifyHTMLLiterals(source, { fileName: module });
  if (!minified) throw new Error(`Expected templates in ${module}.`);
  await overwrite(module, minified.code);
}

// The code behind the attribute `debug`: the file that the script-tag bundle loads is in the package already.
const loader = 'dist/button/import-debug.js';
const source = await readFile(loader, 'utf8');
const shared = source.replace("import('./debug/index.js')", "import('../araucaria-connect-debug.js')");
if (shared === source) throw new Error(`Expected ${loader} to import ./debug/index.js.`);
await overwrite(loader, shared);
await rm('dist/button/debug', { recursive: true });

/** Writes a module anew, without the compiler's source map, which is no longer right. */
async function overwrite(module: string, code: string): Promise<void> {
  await writeFile(module, code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'));
  await rm(`${module}.map`);
}
