import type { Project } from './project.ts';
import { importEnding } from './recipe-files.ts';
import type { Recipe } from './recipe.ts';
import type { Written } from './write-files.ts';

/** What is left to do, as lines. */
export function nextSteps(recipe: Recipe, project: Project, files: readonly Written[]): string[] {
  const steps = [
    ...packagesStep(recipe, project),
    ownStep(recipe, files),
    ...(recipe.mount.length > 0
      ? [['Mount the endpoints:', ...recipe.mount.map((line) => mountLine(line, recipe, project))]]
      : []),
    environmentStep(recipe, files),
    ['Put the button on a page:', ...pageTag(recipe)],
    [
      'Try it:',
      'npx -p araucaria-connect araucaria-sandbox --settings .env',
      `npx araucaria-connect check http://localhost:3000${recipe.tokenEndpoint} --header "Cookie: session=ana"`,
    ],
    [`Give Araucaria the address of your webhook endpoint, which ends in ${recipe.webhook}.`],
  ];
  return [
    'Next:',
    ...steps.flatMap(([first, ...more], index) => [
      `  ${index + 1}. ${first}`,
      ...more.map((line) => `       ${line}`),
    ]),
  ];
}

/** npm's, since other languages have several tools. */
function packagesStep({ packages, isBundled }: Recipe, { dependencies }: Project): string[][] {
  if (isBundled === null) return packages.length > 0 ? [[`Install ${packages.join(', ')}, if you have not.`]] : [];
  const missing = ['araucaria-connect', ...packages].filter((name) => !dependencies.includes(name));
  return missing.length > 0 ? [[`npm install ${missing.join(' ')}`]] : [];
}

function ownStep({ isBundled }: Recipe, files: readonly Written[]): string[] {
  const session = files.find(({ path }) => /(?:session|accounts)\.(?:m?[jt]s|py|go)$/.test(path));
  return isBundled !== null && session
    ? [`In ${session.path}, put your own session and database: until then, anybody can say who they are.`]
    : ['Put your own session and database where the files say "your own".'];
}

function environmentStep({ isBundled }: Recipe, files: readonly Written[]): string[] {
  if (files.some(({ path, state }) => path === '.env.example' && state === 'kept'))
    return ['Set ARAUCARIA_API_KEY, ARAUCARIA_API_URL and ARAUCARIA_WEBHOOK_SECRET in your .env, as --print shows.'];
  const load = isBundled === null ? 'set -a && . ./.env' : 'node --env-file=.env …, or as your framework does';
  return [`Copy .env.example to .env, and load that: ${load}.`];
}

const mountLine = (line: string, recipe: Recipe, project: Project): string =>
  line.replace('{ext}', importEnding(recipe, project));

const pageTag = ({ tokenEndpoint, page }: Recipe): readonly string[] =>
  page ?? [
    '<script async src="https://unpkg.com/araucaria-connect"></script>',
    `<araucaria-connect-button token-endpoint="${tokenEndpoint}"></araucaria-connect-button>`,
    'With the sandbox, add widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js".',
  ];
