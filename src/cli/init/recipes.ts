import { otherRecipes } from './other-recipes.ts';
import type { Recipe } from './recipe.ts';
import { serverRecipes } from './server-recipes.ts';
import { serverlessRecipes } from './serverless-recipes.ts';

export const recipes: readonly Recipe[] = [...serverRecipes, ...serverlessRecipes, ...otherRecipes];

/** Other names that are in use for a framework. */
const otherNames: Readonly<Record<string, string>> = {
  aws: 'lambda',
  'aws-lambda': 'lambda',
  gcp: 'google-cloud',
  http: 'node-http',
  java: 'spring',
  nestjs: 'nest',
  nextjs: 'next',
  node: 'node-http',
  pages: 'cloudflare-pages',
  php: 'laravel',
  python: 'fastapi',
  ruby: 'rails',
  svelte: 'sveltekit',
  worker: 'cloudflare',
  workers: 'cloudflare',
};

/** The name that was meant: by another name, a beginning, or up to two letters that differ. Null where none is near. */
export function nearestName(given: string): string | null {
  const name = given.toLowerCase();
  if (Object.hasOwn(otherNames, name)) return otherNames[name] ?? null;
  const names = recipes.map((recipe) => recipe.name);
  const begun = name.length > 2 && names.find((each) => each.startsWith(name) || name.startsWith(each));
  if (begun) return begun;
  const [nearest] = names
    .map((each) => ({ each, distance: distance(name, each) }))
    .toSorted((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= 2 ? nearest.each : null;
}

/** How many letters have to be added, left out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of from.split('').entries()) {
    const next = [line + 1];
    for (const [column, other] of to.split('').entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
