// Minifies the styles and the HTML in the package's modules: a host's bundler keeps the comments and blanks in them.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { minifyHTMLLiterals } from 'minify-literals';

const modules = ['dist/button/araucaria-connect-button.styles.js', 'dist/button/element/button-template.js'];

for (const module of modules) {
  const source = await readFile(module, 'utf8');
  const minified = await minifyHTMLLiterals(source, { fileName: module });
  if (!minified) throw new Error(`Expected templates in ${module}.`);
  // The compiler's source map is no longer right.
  await writeFile(module, minified.code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'));
  await rm(`${module}.map`);
}
