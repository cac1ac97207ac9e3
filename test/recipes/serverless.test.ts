import { join } from 'node:path';
import { http, type HttpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { startWorkerd } from '../server/support/runtimes.ts';
import { gateways, responseOf } from '../support/lambda-events.ts';
import { callAzure, installAzureHost } from './support/azure-host.ts';
import { describeRecipe } from './support/recipe-suite.ts';
import { listening, routes, type Running } from './support/running.ts';

for (const [name, { host, event }] of Object.entries(gateways)) {
  describeRecipe(`a Lambda behind ${name}`, async () => {
    const { widgetToken, webhook } = await import('../../demo/recipes/serverless/lambda/lambda.ts');
    const origin = `https://${host}`;
    return {
      origin,
      async send(path, init) {
        const handler = path === '/api/widget-token' ? widgetToken : webhook;
        return responseOf(await handler(await event(new Request(origin + path, init))));
      },
      async close() {},
    };
  });
}

describeRecipe('Azure Functions', async () => {
  installAzureHost();
  await import('../../demo/recipes/serverless/azure/src/functions/araucaria.ts');
  const origin = 'https://shop.azurewebsites.net';
  return {
    origin,
    send(path, init) {
      const address = path.startsWith('/api/') ? path : `/api${path}`;
      return callAzure(new Request(origin + address, init));
    },
    async close() {},
  };
});

describeRecipe('Netlify Functions', async () => {
  const functions = [
    await import('../../demo/recipes/serverless/netlify/functions/widget-token.mts'),
    await import('../../demo/recipes/serverless/netlify/functions/araucaria-webhook.mts'),
  ];
  const origin = 'https://shop.netlify.app';
  return {
    origin,
    async send(path, init) {
      const chosen = functions.find(({ config }) => config.path === path);
      if (!chosen) throw new Error(`Expected a function for ${path}.`);
      return chosen.default(new Request(origin + path, init));
    },
    async close() {},
  };
});

describeRecipe('Vercel Functions', async () => {
  const token = await import('../../demo/recipes/serverless/vercel/api/widget-token.ts');
  const webhook = await import('../../demo/recipes/serverless/vercel/api/webhooks/araucaria.ts');
  return routes({ '/api/widget-token': token, '/webhooks/araucaria': webhook }, (request) => request);
});

/** Google's server parses JSON before it calls a function, and answers what is none in its own way. No button sends that. */
const answeredByGoogle = ['request-id', 'no-store', 'vary', 'problem-type', 'leaked-trace'];

async function googleCloud(): Promise<Running> {
  await import('../../demo/recipes/serverless/google-cloud/index.ts');
  return servers('widget-token', 'araucaria-webhook');
}

describeRecipe('Google Cloud Functions', googleCloud, answeredByGoogle);

async function firebase(): Promise<Running> {
  const { widgetToken, araucariaWebhook } = await import('../../demo/recipes/serverless/firebase/src/index.ts');
  http('widgetToken', widgetToken as HttpFunction);
  http('araucariaWebhook', araucariaWebhook as HttpFunction);
  return servers('widgetToken', 'araucariaWebhook');
}

describeRecipe('Cloud Functions for Firebase', firebase, answeredByGoogle);

describeRecipe('Cloudflare Pages', async (env) => {
  const { origin, close } = await startWorkerd(join(import.meta.dirname, 'support/pages-worker.ts'), env);
  return { origin, send: (path, init) => fetch(origin + path, init), close };
});

/** Google's own server for each function, behind one host. */
async function servers(token: string, webhook: string): Promise<Running> {
  const [forTokens, forWebhooks] = await Promise.all([token, webhook].map((name) => listening(getTestServer(name))));
  if (!forTokens || !forWebhooks) throw new Error('Expected two servers.');
  return {
    origin: forTokens.origin,
    send: (path, init) => (path === '/api/widget-token' ? forTokens : forWebhooks).send(path, init),
    async close() {
      await forTokens.close();
      await forWebhooks.close();
    },
  };
}
