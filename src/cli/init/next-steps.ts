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
      'Try it, with the sandbox and your server each in a terminal of its own:',
      `npx -p araucaria-connect araucaria-sandbox --settings ${recipe.run.environmentFile ?? '.env.example'}`,
      ...startLines(recipe, project),
      checkLine(recipe),
    ],
    [`In production, give Araucaria the address of your webhook endpoint, which ends in ${recipe.webhook}.`],
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

function environmentStep({ run: { environmentFile, environment } }: Recipe, files: readonly Written[]): string[] {
  const place = environmentFile ?? environment;
  const webhook = 'ARAUCARIA_WEBHOOK_URL is where the sandbox sends webhooks: change it with your port.';
  if (files.some(({ path, state }) => path === '.env.example' && state === 'kept')) {
    return [
      `Set ARAUCARIA_API_KEY, ARAUCARIA_API_URL, ARAUCARIA_WEBHOOK_SECRET and ARAUCARIA_WEBHOOK_URL in ${environmentFile ? `your ${place}` : place}, as --print shows.`,
      webhook,
    ];
  }
  const copy = environmentFile
    ? `Copy .env.example to ${place}, or add its lines to the one you have.`
    : `Put the variables of .env.example into ${place}.`;
  return [copy, webhook];
}

/** The commands that the framework's people type, which load the variables. */
export const startLines = (recipe: Recipe, project: Project): string[] =>
  [recipe.run, ...(recipe.run.webhookProcess ? [recipe.run.webhookProcess] : [])].map(({ command }) =>
    command.replace('{ext}', importEnding(recipe, project)),
  );

/** The session of the example believes this cookie; those of other languages are the framework's own. */
function checkLine({ run: { port }, tokenEndpoint, isBundled }: Recipe): string {
  const cookie = isBundled === null ? '…' : 'session=ana';
  return `npx araucaria-connect check http://localhost:${port}${tokenEndpoint} --header "Cookie: ${cookie}"`;
}

const mountLine = (line: string, recipe: Recipe, project: Project): string =>
  line.replace('{ext}', importEnding(recipe, project));

const pageTag = ({ tokenEndpoint, page }: Recipe): readonly string[] =>
  page ?? [
    '<script async src="https://unpkg.com/araucaria-connect"></script>',
    `<araucaria-connect-button token-endpoint="${tokenEndpoint}"></araucaria-connect-button>`,
    'With the sandbox, add widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js".',
  ];
