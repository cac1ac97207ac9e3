import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
// The recipes of `init` are of the command's own: the package does not export them.
// oxlint-disable-next-line no-restricted-imports
import { startLines } from '../../src/cli/init/next-steps.ts';
// oxlint-disable-next-line no-restricted-imports
import { importEnding, recipeFiles } from '../../src/cli/init/recipe-files.ts';
// oxlint-disable-next-line no-restricted-imports
import { recipes } from '../../src/cli/init/recipes.ts';
import { pages } from './generator/pages.js';
import type { Backend, Parts, Server } from './types.ts';

type Recipe = (typeof recipes)[number];
type Project = Parameters<typeof recipeFiles>[1];

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** A project as `npm init -y` makes it, or one in TypeScript. */
const projectIn = (isTypeScript: boolean): Project => ({
  folder: '',
  isTypeScript,
  importsTs: false,
  isModule: isTypeScript,
  hasSrc: false,
  dependencies: [],
});

/** What the generator makes code of: from `demo/`, `dist/` and the recipes of `init`, as they are now. */
export function readParts(sandboxUrl: string): Parts {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  return {
    version,
    integrity: {
      button: integrityOf('dist/araucaria-connect-button.js'),
      embed: integrityOf('dist/araucaria-connect-embed.js'),
    },
    sandboxUrl,
    sources: Object.fromEntries(sourcePaths().map((path) => [path, read(`demo/${path}`)])),
    servers: recipes.map(serverOf),
  };
}

const integrityOf = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(new URL(file, root)))
    .digest('base64')}`;

function sourcePaths(): string[] {
  const paths = Object.values(pages).flatMap(({ source, also = {} }) => [source, ...Object.keys(also)]);
  return paths.filter((path) => path !== '');
}

function serverOf(recipe: Recipe): Server {
  const { name, title, packages, run, isBundled } = recipe;
  return {
    name,
    title,
    group: groupOf(recipe),
    packages: [...packages],
    environmentFile: run.environmentFile,
    js: backendOf(recipe, projectIn(false)),
    ts: isBundled === null ? null : backendOf(recipe, projectIn(true)),
  };
}

function groupOf({ files, isBundled }: Recipe): string {
  if (isBundled === null) return 'Another language';
  const isServerless = Object.keys(files).some((source) => source.startsWith('recipes/serverless/'));
  return isServerless ? 'Functions in JavaScript' : 'Server in JavaScript';
}

function backendOf(recipe: Recipe, project: Project): Backend {
  return {
    files: recipeFiles(recipe, project, new URL('dist/cli/templates/', root)),
    mount: recipe.mount.map((line) => line.replace('{ext}', importEnding(recipe, project))),
    start: startLines(recipe, project),
  };
}
