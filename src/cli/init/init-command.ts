import { resolve } from 'node:path';
import { UsageError, type Command } from '../command.ts';
import { parseArguments } from '../parse-arguments.ts';
import { nextSteps } from './next-steps.ts';
import { readProject, type Project } from './project.ts';
import { recipeFiles } from './recipe-files.ts';
import type { Recipe } from './recipe.ts';
import { nearestName, recipes } from './recipes.ts';
import { writeFiles, type Written } from './write-files.ts';

const options = {
  dir: { type: 'string' },
  force: { type: 'boolean' },
  list: { type: 'boolean' },
  print: { type: 'boolean' },
} as const;

export const initCommand: Command = {
  help: `Usage: npx araucaria-connect init <framework> [options]

Writes a token endpoint and a webhook endpoint for the framework into your project, and says what is next. In TypeScript
where there is a tsconfig.json, else in JavaScript. A file that is there is kept.

  --dir <folder>  the project's folder. Default: this one
  --force         replaces files that are there, and keeps each as <name>.before
  --print         prints the files, and writes nothing
  --list          lists the frameworks

${list()}`,

  // oxlint-disable-next-line require-await
  async run(args) {
    const { values, positionals } = parseArguments(args, options);
    if (values.list) {
      console.log(list());
      return 0;
    }
    const project = readProject(resolve(values.dir ?? '.'));
    const recipe = recipeOf(positionals, project);
    const files = recipeFiles(recipe, project);
    if (values.print) {
      for (const { path, text } of files) console.log(`==> ${path} <==\n${text}`);
      return 0;
    }
    const written = writeFiles(project.folder, files, values.force === true);
    console.log([...written.map(lineOf), '', ...nextSteps(recipe, project, written)].join('\n'));
    return 0;
  },
};

function lineOf(file: Written): string {
  const { path, state } = file;
  const line = `${state.padEnd(8)}  ${path}`;
  if (state === 'kept') return `${line}, which is yours. --print shows this one's text, --force replaces it`;
  return state === 'replaced' ? `${line}, kept as ${file.before}` : line;
}

/** Throws a {@link UsageError} that lists the names, and the one that was meant. */
function recipeOf(names: readonly string[], { dependencies }: Project): Recipe {
  const [name = '', ...others] = names;
  if (others.length > 0) throw new UsageError('Expected one framework.');
  const recipe = recipes.find((each) => each.name === name);
  if (recipe) return recipe;
  const guess = name === '' ? recipes.find((each) => dependencies.includes(packageOf(each)))?.name : nearestName(name);
  const hint = guess ? `${name === '' ? 'This project has' : 'Did you mean'} ${guess}${name === '' ? '.' : '?'}\n` : '';
  throw new UsageError(`${hint}Expected one of these frameworks:\n${list()}`);
}

/** The package by which a project shows its framework. */
function packageOf({ name, packages }: Recipe): string {
  const others: Record<string, string> = {
    nest: '@nestjs/core',
    next: 'next',
    sveltekit: '@sveltejs/kit',
    cloudflare: 'wrangler',
  };
  return others[name] ?? packages[0] ?? '';
}

function list(): string {
  return recipes.map(({ name, title }) => `  ${name.padEnd(18)}${title}`).join('\n');
}
