import { commonPaths, handlersIn, run, type Recipe } from './recipe.ts';

/** A framework on Node whose application mounts `araucaria`. */
const mounted = (name: string, title: string, packages: string[], ...mount: string[]): Recipe => ({
  ...commonPaths,
  name,
  title,
  files: { [`recipes/${name}.ts`]: `{src}araucaria/${name}.ts`, ...handlersIn('{src}araucaria/') },
  packages,
  mount,
  run: run('node --env-file=.env server{ext}  # or as your main module is called', 3000),
  isBundled: false,
});

/** In React 19 a bare tag on a page from a server loses its events. */
const reactPage = [
  "import { AraucariaConnectButton } from 'araucaria-connect/react'; // in a file that begins with 'use client'",
  '<AraucariaConnectButton tokenEndpoint="/api/widget-token" onAraucariaSuccess={({ detail }) => …} />',
  'With the sandbox, add widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js".',
];

/** It loads `.env` itself. */
const next = run('npx next dev', 3000);

/** The frameworks of servers in JavaScript. */
export const serverRecipes: readonly Recipe[] = [
  mounted(
    'express',
    'Express',
    ['express'],
    "import { araucaria } from './araucaria/express{ext}';",
    'app.use(araucaria); // after your session, before express.json()',
  ),
  mounted(
    'fastify',
    'Fastify',
    ['fastify'],
    "import { araucaria } from './araucaria/fastify{ext}';",
    'app.register(araucaria);',
  ),
  mounted(
    'koa',
    'Koa',
    ['koa', '@koa/router'],
    "import { araucaria } from './araucaria/koa{ext}';",
    'app.use(araucaria.routes()); // after your session, before a body parser',
  ),
  {
    ...mounted(
      'nest',
      'Nest',
      [],
      "import { mountAraucaria } from './araucaria/nest{ext}';",
      'mountAraucaria(app); // in main.ts, before app.listen',
    ),
    run: run('npx nest start --watch --env-file .env', 3000),
  },
  mounted('hono', 'Hono', ['hono'], "import { araucaria } from './araucaria/hono{ext}';", "app.route('/', araucaria);"),
  mounted(
    'node-http',
    "Node's http",
    [],
    "import { server } from './araucaria/node-http{ext}';",
    'server.listen(3000); // or copy its routes into your own server',
  ),
  {
    ...commonPaths,
    name: 'next',
    title: 'Next.js, with the app router',
    files: {
      'recipes/next/app/api/widget-token/route.ts': '{src}app/api/widget-token/route.ts',
      'recipes/next/app/webhooks/araucaria/route.ts': '{src}app/webhooks/araucaria/route.ts',
      ...handlersIn('{src}lib/araucaria/'),
    },
    // Of the component for React.
    packages: ['@lit/react'],
    page: reactPage,
    mount: [],
    run: next,
    isBundled: true,
  },
  {
    ...commonPaths,
    name: 'next-pages',
    title: 'Next.js, with the pages router',
    files: {
      'recipes/next/pages/api/widget-token.ts': '{src}pages/api/widget-token.ts',
      'recipes/next/pages/api/webhooks/araucaria.ts': '{src}pages/api/webhooks/araucaria.ts',
      ...handlersIn('{src}lib/araucaria/'),
    },
    // Of the component for React.
    packages: ['@lit/react'],
    page: reactPage,
    webhook: '/api/webhooks/araucaria',
    mount: [],
    run: next,
    isBundled: true,
  },
  {
    ...commonPaths,
    name: 'sveltekit',
    title: 'SvelteKit',
    files: {
      'recipes/sveltekit/src/routes/api/widget-token/+server.ts': 'src/routes/api/widget-token/+server.ts',
      'recipes/sveltekit/src/routes/webhooks/araucaria/+server.ts': 'src/routes/webhooks/araucaria/+server.ts',
      ...handlersIn('src/lib/server/araucaria/'),
    },
    packages: [],
    mount: ['process.loadEnvFile(); // at the top of vite.config, which loads .env for the server on your machine'],
    run: run('npx vite dev', 5173),
    isBundled: true,
  },
];
