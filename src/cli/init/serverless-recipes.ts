import { commonPaths, handlersIn, run, type Recipe } from './recipe.ts';

const folder = 'recipes/serverless';

/** The command `functions-framework`, with the variables of `.env`. */
const functionsFramework = 'node --env-file=.env node_modules/@google-cloud/functions-framework/build/src/main.js';

/** The platforms that run functions. */
export const serverlessRecipes: readonly Recipe[] = [
  {
    ...commonPaths,
    name: 'lambda',
    title: 'AWS Lambda',
    files: { [`${folder}/lambda/lambda.ts`]: '{src}araucaria/lambda.ts', ...handlersIn('{src}araucaria/') },
    packages: [],
    mount: [
      'In your template, two functions: lambda.widgetToken for ANY /api/widget-token, lambda.webhook for POST /webhooks/araucaria,',
      'each with a time-out of 15 s',
    ],
    run: {
      command: 'sam local start-api',
      port: 3000,
      environmentFile: null,
      environment: 'Environment of the functions, in your template',
    },
    isBundled: false,
  },
  {
    name: 'azure',
    title: 'Azure Functions',
    files: {
      [`${folder}/azure/src/functions/araucaria.ts`]: 'src/functions/araucaria.ts',
      ...handlersIn('src/araucaria/'),
    },
    packages: ['@azure/functions'],
    tokenEndpoint: '/api/widget-token',
    webhook: '/api/webhooks/araucaria',
    mount: [],
    run: { command: 'func start', port: 7071, environmentFile: null, environment: 'Values of local.settings.json' },
    isBundled: false,
  },
  {
    ...commonPaths,
    name: 'netlify',
    title: 'Netlify',
    files: {
      [`${folder}/netlify/functions/widget-token.mts`]: 'netlify/functions/widget-token.mts',
      [`${folder}/netlify/functions/araucaria-webhook.mts`]: 'netlify/functions/araucaria-webhook.mts',
      ...handlersIn('netlify/araucaria/'),
    },
    packages: [],
    mount: [],
    run: run('npx netlify dev', 8888),
    isBundled: false,
  },
  {
    name: 'vercel',
    title: 'Vercel, without a framework',
    files: {
      [`${folder}/vercel/api/widget-token.ts`]: 'api/widget-token.ts',
      [`${folder}/vercel/api/webhooks/araucaria.ts`]: 'api/webhooks/araucaria.ts',
      ...handlersIn('araucaria/'),
    },
    packages: [],
    tokenEndpoint: '/api/widget-token',
    webhook: '/api/webhooks/araucaria',
    mount: [],
    run: run('npx vercel dev', 3000),
    isBundled: false,
  },
  {
    ...commonPaths,
    name: 'firebase',
    title: 'Cloud Functions for Firebase, in the folder functions/',
    files: { [`${folder}/firebase/src/index.ts`]: '{src}araucaria/firebase.ts', ...handlersIn('{src}araucaria/') },
    packages: ['firebase-functions', 'firebase-admin'],
    mount: [
      "export * from './araucaria/firebase{ext}'; // in the module that exports your functions",
      'In firebase.json, a rewrite of each path to its function',
    ],
    run: run('npx firebase emulators:start --only functions,hosting', 5000),
    isBundled: false,
  },
  {
    ...commonPaths,
    name: 'google-cloud',
    title: 'Google Cloud Functions',
    files: { [`${folder}/google-cloud/index.ts`]: '{src}araucaria/google-cloud.ts', ...handlersIn('{src}araucaria/') },
    packages: ['@google-cloud/functions-framework'],
    mount: ["import './araucaria/google-cloud{ext}'; // in your main module"],
    run: {
      ...run(`${functionsFramework} --target=widget-token`, 8080),
      webhookProcess: { command: `${functionsFramework} --target=araucaria-webhook --port=8081`, port: 8081 },
    },
    isBundled: false,
  },
  {
    ...commonPaths,
    name: 'cloudflare',
    title: 'Cloudflare Workers',
    files: {
      [`${folder}/cloudflare/worker.ts`]: 'src/araucaria/worker.ts',
      'snippets/session.ts': 'src/araucaria/session.ts',
    },
    packages: [],
    mount: [
      "export { default } from './araucaria/worker{ext}'; // in the main module, or call its fetch from your Worker",
    ],
    run: { command: 'npx wrangler dev', port: 8787, environmentFile: '.dev.vars' },
    isBundled: true,
  },
  {
    ...commonPaths,
    name: 'cloudflare-pages',
    title: 'Cloudflare Pages',
    files: {
      [`${folder}/cloudflare/pages/functions/api/widget-token.ts`]: 'functions/api/widget-token.ts',
      [`${folder}/cloudflare/pages/functions/webhooks/araucaria.ts`]: 'functions/webhooks/araucaria.ts',
      [`${folder}/cloudflare/worker.ts`]: 'araucaria/worker.ts',
      'snippets/session.ts': 'araucaria/session.ts',
    },
    packages: [],
    mount: [],
    run: { command: 'npx wrangler pages dev', port: 8788, environmentFile: '.dev.vars' },
    isBundled: true,
  },
];
