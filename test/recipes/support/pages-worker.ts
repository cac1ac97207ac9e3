// The routes of Cloudflare Pages, as its own tool makes one Worker of them.
import { onRequest as token } from '../../../demo/recipes/serverless/cloudflare/pages/functions/api/widget-token.ts';
import { onRequest as webhook } from '../../../demo/recipes/serverless/cloudflare/pages/functions/webhooks/araucaria.ts';
import type { Env } from '../../../demo/recipes/serverless/cloudflare/worker.ts';

export default {
  fetch(request: Request, env: Env): Promise<Response> | Response {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/widget-token') return token({ request, env });
    if (pathname === '/webhooks/araucaria') return webhook({ request, env });
    return new Response('Not found', { status: 404 });
  },
};
