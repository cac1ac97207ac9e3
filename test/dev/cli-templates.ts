// Puts the files that `araucaria-connect init` writes beside the command, those in TypeScript also as JavaScript.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { format } from 'oxfmt';
import { recipes } from '../../src/cli/init/recipes.ts';

const root = join(import.meta.dirname, '../..');
const output = join(root, 'dist/cli/templates');
const style = JSON.parse(readFileSync(join(root, '.oxfmtrc.json'), 'utf8')) as {
  singleQuote: boolean;
  printWidth: number;
};

rmSync(output, { recursive: true, force: true });
const sources = new Set(['snippets/env.example', ...recipes.flatMap(({ files }) => Object.keys(files))]);
for (const source of sources) {
  const file = join(root, 'demo', source);
  const copy = join(output, source);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(file, copy);
  if (source.endsWith('ts')) writeFileSync(copy.replace(/ts$/, 'js'), await inJavaScript(readFileSync(file, 'utf8')));
}

/** Leaves out the types, and formats what is left. */
async function inJavaScript(text: string): Promise<string> {
  const { code, errors } = await format('recipe.js', stripTypeScriptTypes(text), style);
  if (errors.length > 0) throw new Error(`Expected a recipe that can be formatted: ${errors[0]?.message}`);
  // Where an import of types was.
  return code.replaceAll(/^(import .*\n)\n(?=import )/gm, '$1');
}
