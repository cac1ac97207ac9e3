import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from './project.ts';
import type { Recipe } from './recipe.ts';

/** A file to write: its path below the project's folder, with slashes, and its text. */
export type RecipeFile = { path: string; text: string };

/** The files of `demo/`, as `test/dev/cli-templates.ts` puts them beside the command; in JavaScript too. */
const besideCommand = new URL('./templates/', import.meta.url);

const environmentTemplate = 'snippets/env.example';

/** The files of a recipe for a project, in its language. `templates`: the folder of {@link besideCommand}, elsewhere. */
export function recipeFiles(recipe: Recipe, project: Project, templates = besideCommand): RecipeFile[] {
  const targets = new Map(
    Object.entries(recipe.files).map(([source, target]) => [source, targetOf(target, recipe, project)]),
  );
  const files = [...targets].map(([source, path]) => ({
    path,
    text: textOf(source, targets, recipe, project, templates),
  }));
  return [...files, { path: '.env.example', text: environmentOf(recipe, templates) }];
}

/** What stands at the end of an import in the project's own code. */
export function importEnding(recipe: Recipe, project: Project): string {
  if (!project.isTypeScript) return endingInJavaScript(recipe, project);
  if (project.importsTs) return '.ts';
  return recipe.isBundled ? '' : '.js';
}

/** Node takes `.js` for CommonJS in a package that does not say otherwise; a bundler does not. */
const endingInJavaScript = (recipe: Recipe, project: Project): string =>
  project.isModule || recipe.isBundled ? '.js' : '.mjs';

function targetOf(target: string, recipe: Recipe, project: Project): string {
  const path = target.replace('{src}', project.hasSrc ? 'src/' : '');
  if (project.isTypeScript || recipe.isBundled === null) return path;
  return path.replace(/\.mts$/, '.mjs').replace(/\.ts$/, endingInJavaScript(recipe, project));
}

/** A template, with the imports of its neighbors leading to where these go. */
function textOf(
  source: string,
  targets: ReadonlyMap<string, string>,
  recipe: Recipe,
  project: Project,
  templates: URL,
): string {
  if (recipe.isBundled === null) return read(source, templates);
  const text = read(project.isTypeScript ? source : source.replace(/ts$/, 'js'), templates);
  const folder = posix.dirname(targets.get(source) ?? '');
  return text.replaceAll(/(?<=from '|import\(')(\.[^']+)\.ts(?=')/g, (_all, name: string) => {
    const target = targets.get(posix.join(posix.dirname(source), `${name}.ts`)) ?? '';
    const path = posix.relative(folder, target).replace(/\.\w+$/, importEnding(recipe, project));
    return path.startsWith('.') ? path : `./${path}`;
  });
}

/** With the address to which the sandbox sends webhooks. */
const environmentOf = ({ run, webhook }: Recipe, templates: URL): string =>
  read(environmentTemplate, templates)
    .replace('.env', run.environmentFile ?? '.env.example')
    .replace('http://localhost:3000/webhooks/araucaria', webhookUrlOf({ run, webhook }));

const webhookUrlOf = ({ run, webhook }: Pick<Recipe, 'run' | 'webhook'>): string =>
  `http://localhost:${(run.webhookProcess ?? run).port}${webhook}`;

const read = (name: string, templates: URL): string => readFileSync(fileURLToPath(new URL(name, templates)), 'utf8');
