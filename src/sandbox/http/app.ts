import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import packageJson from '../../../package.json' with { type: 'json' };
import { digest } from '../runtime/secrets.ts';
import type { InstitutionList } from '../../shared/widget-api.ts';
import { listInstitutions } from './api/institutions.ts';
import { operationRoutes } from './api/operations.ts';
import { accessLog } from './access-log.ts';
import { originOf } from './addresses.ts';
import { maxBodyBytes } from './body.ts';
import { refuseOtherSites } from './cross-site.ts';
import { requireKnownHost, requireApiKey, setSafeHeaders } from './guards.ts';
import { openApiDocument } from './openapi/document.ts';
import { apiPageRoutes } from './pages/api-page/routes.ts';
import { consoleRoutes } from './pages/console/routes.ts';
import { Problem } from './problem.ts';
import type { Services } from './services.ts';
import { widgetFiles } from './widget-files.ts';

/** The number of popular institutions in the frame's page. The frame shows some of them, those of the user's country first. */
const maxPopular = 100;

/** The sandbox's HTTP routes, without the server. */
export function createApp(services: Services): Hono {
  const { settings } = services;
  const apiKey = requireApiKey(digest(settings.apiKey));
  const app = new Hono();

  app.use(accessLog(services.onRequest));
  app.use(setSafeHeaders);
  app.use(requireKnownHost(settings));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) =>
        answer(context, new Problem(405, { headers: { Allow: methods.join(', ') } })),
    }),
  );
  // Before `bodyLimit`, so that a request without the key is refused before its body is read.
  app.use('/v1/*', apiKey);
  app.use('/sandbox/connections/*', apiKey);
  app.use('/sandbox/webhooks/*', apiKey);
  app.use(refuseOtherSites(settings.publicUrl));
  const limitBody = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (context) =>
      answer(context, new Problem(413, { detail: `Expected a body of at most ${maxBodyBytes} bytes.` })),
  });
  // No other method has a body that is read. With two copies of the server's library in one process, as in the demo, the
  // limit would fail on a `DELETE`.
  app.use((context, next) => (context.req.method === 'POST' ? limitBody(context, next) : next()));

  app.route('/', operationRoutes(services));
  app.route('/', consoleRoutes(services));
  app.route('/sandbox', apiPageRoutes({ fetch: app.fetch, settings }));
  app.get('/sandbox/openapi.json', (context) =>
    context.json(openApiDocument(originOf(context.req, settings.publicUrl))),
  );
  const popular = (): InstitutionList => listInstitutions(services.institutions, '', { limit: maxPopular });
  for (const path of ['/widget', `/widget/${packageJson.version}`]) {
    app.route(path, widgetFiles({ ...settings, popular }, { path, versioned: path !== '/widget' }));
  }

  app.notFound((context) => answer(context, new Problem(404)));
  app.onError((error, context) => {
    if (error instanceof Problem) return answer(context, error);
    // The client has closed the connection during the body. The answer is for the log: the client's fault, and not a 500.
    if (context.req.raw.signal.aborted)
      return answer(context, new Problem(400, { detail: 'Expected a whole request.' }));
    services.onFailure(error, context.get('trace').requestId);
    return answer(context, new Problem(500));
  });
  return app;
}

/** Answers with the problem, which is in the log too. */
function answer(context: Context, problem: Problem): Response {
  context.get('trace').problem = problem;
  return problem.toResponse();
}
