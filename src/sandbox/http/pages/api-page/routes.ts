import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { withoutPrototype } from '../../../../shared/prototype-pollution.ts';
import { parseJson } from '../../../runtime/parse-json.ts';
import { operations } from '../../api/operations.ts';
import { readForm } from '../../body.ts';
import type { SandboxSettings } from '../../../settings.ts';
import { originOf } from '../../addresses.ts';
import { requireOwnForm } from '../../guards.ts';
import { Problem } from '../../problem.ts';
import { pageHeaders } from '../page-headers.ts';
import { apiPage, type PageState } from './page.ts';
import { styles } from './styles.ts';
import { answerOf, callOf, curlOf, remember, type Memory, type TrialCall } from './trial.ts';

/** What the routes need to call the sandbox as a host's backend. */
export type ApiPageOptions = {
  /** Answers a request, without the network. */
  fetch(request: Request): Response | Promise<Response>;
  settings: Pick<SandboxSettings, 'apiKey' | 'publicUrl'>;
};

/**
 * `/sandbox/api`: the page to read the API and to try it. Its forms are sent here, and the sandbox makes the call, so that
 * the API key is never in a browser.
 */
export function apiPageRoutes({ fetch, settings: { apiKey, publicUrl } }: ApiPageOptions): Hono {
  const routes = new Hono();

  routes.get('/api', (context) => show(context, { memory: {}, tried: null }));

  routes.get('/api.css', (context) => context.body(styles, 200, { 'Content-Type': 'text/css; charset=utf-8' }));

  routes.post('/api', requireOwnForm(publicUrl), async (context) => {
    const { origin } = new URL(context.req.url);
    const {
      operation: operationId,
      memory: earlier = '{}',
      ...typed
    } = withoutPrototype(await readForm(context, form));
    const values = withoutPrototype(typed);
    const operation = operations.find((candidate) => candidate.operationId === operationId);
    if (!operation) throw new Problem(422, { detail: 'Expected an operation of this API.' });
    const call = callOf(operation, values, apiKey);
    const answer = await answerOf(await fetch(requestOf(origin, call)));
    const memory = remember(parseMemory(earlier), answer);
    const sent = { values, answer, curl: curlOf(originOf(context.req, publicUrl), call, operation) };
    return show(context, { memory, tried: { operation, sent } });
  });

  return routes;
}

const form = v.objectWithRest(withoutPrototype({ operation: v.string(), memory: v.optional(v.string()) }), v.string());

const memoryShape = v.fallback(
  v.object(
    withoutPrototype({
      connectionId: v.exactOptional(v.string()),
      widgetToken: v.exactOptional(v.string()),
      attemptToken: v.exactOptional(v.string()),
      challengeId: v.exactOptional(v.string()),
    }),
  ),
  {},
);

function parseMemory(text: string): Memory {
  try {
    return withoutPrototype(v.parse(memoryShape, parseJson(text)));
  } catch {
    return withoutPrototype({});
  }
}

function requestOf(origin: string, { method, path, headers, body, bearer }: TrialCall): Request {
  const all = { ...headers, Host: new URL(origin).host, ...(bearer !== null && { Authorization: `Bearer ${bearer}` }) };
  try {
    return new Request(origin + path, { method, headers: all, body });
  } catch {
    throw new Problem(422, { detail: 'Expected headers and tokens of visible ASCII characters.' });
  }
}

function show(context: Context, state: PageState): Response | Promise<Response> {
  return context.html(apiPage(state), 200, pageHeaders);
}
