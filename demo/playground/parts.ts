import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AraucariaConnectButton } from 'araucaria-connect/element';
import { importEnding, recipeFiles } from '../../src/cli/init/recipe-files.ts';
import type { Project } from '../../src/cli/init/project.ts';
import type { Recipe } from '../../src/cli/init/recipe.ts';
import { otherRecipes } from '../../src/cli/init/other-recipes.ts';
import { serverRecipes } from '../../src/cli/init/server-recipes.ts';
import { serverlessRecipes } from '../../src/cli/init/serverless-recipes.ts';
import { pages } from './generator/pages.js';
import type { Backend, Parts, Server } from './types.ts';

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

/** What the generator makes code of: from `demo/`, `dist/`, the element and the recipes of `init`, as they are now. */
export function readParts(sandboxUrl: string): Parts {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  return {
    version,
    integrity: {
      button: integrityOf('dist/araucaria-connect-button.js'),
      embed: integrityOf('dist/araucaria-connect-embed.js'),
    },
    sandboxUrl,
    attributes: [...AraucariaConnectButton.observedAttributes],
    sources: Object.fromEntries(sourcePaths().map((path) => [path, read(`demo/${path}`)])),
    servers: [
      ...serverRecipes.map((recipe) => serverOf(recipe, 'Server in JavaScript')),
      ...serverlessRecipes.map((recipe) => serverOf(recipe, 'Functions')),
      ...otherRecipes.map((recipe) => serverOf(recipe, 'Another language')),
    ],
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

function serverOf(recipe: Recipe, group: string): Server {
  const { name, title, packages, webhook, isBundled } = recipe;
  return {
    name,
    title,
    group,
    packages: [...packages],
    webhook,
    js: backendOf(recipe, projectIn(false)),
    ts: isBundled === null ? null : backendOf(recipe, projectIn(true)),
  };
}

function backendOf(recipe: Recipe, project: Project): Backend {
  return {
    files: recipeFiles(recipe, project, new URL('dist/cli/templates/', root)),
    mount: recipe.mount.map((line) => line.replace('{ext}', importEnding(recipe, project))),
  };
}
