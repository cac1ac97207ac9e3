import { failure, requestOf, requestWith, success, withHeaders, withMembers } from '../support/changed-messages.ts';
import { session, type Fault } from '../support/token-endpoint.ts';

/** One thing that is wrong in an endpoint, and the rule that names it. */
export type PlantedFault = Fault & {
  rule: string;
  title: string;
  /** Whether the page is on another origin. */
  isForeignPage?: true;
};

const ownOrigin = ({ url }: Request): string => new URL(url).origin;

/** In what an endpoint accepts and refuses. */
export const requestFaults: readonly PlantedFault[] = [
  {
    rule: 'token',
    title: 'its members have names of their own',
    answer: (answer) =>
      answer.status === 200 ? withMembers(answer, { widgetToken: undefined, token: 'wtk_1' }) : answer,
  },
  {
    rule: 'token',
    title: 'it is at another path, without a slash at its end',
    answer: () => new Response(null, { status: 308, headers: { Location: '/api/widget-token/', ...common } }),
  },
  {
    rule: 'token',
    title: 'it answers without asking the API',
    answer: (answer, { body, api }) => (body === '{}' && api ? success(answer) : answer),
    options: () => ({ fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }) }),
  },
  {
    rule: 'null-id',
    title: 'it refuses connectionId: null',
    answer: (answer, { body }) => (body === '{"connectionId":null}' ? failure(answer, 400) : answer),
  },
  {
    rule: 'repair',
    title: 'it creates a new connection in place of a repair',
    options: (right) => ({
      fetch: (request, init) => {
        const { url } = new Request(request);
        return right.fetch!(url.replace(/\/v1\/connections\/.*/, '/v1/connections'), init);
      },
    }),
  },
  {
    rule: 'repair-id',
    title: 'it answers another connectionId than that of the repair',
    answer: (answer, { body }) =>
      answer.status === 200 && body.includes('"conn_') ? withMembers(answer, { connectionId: 'conn_7' }) : answer,
  },
  {
    rule: 'repair-healthy',
    title: 'it fails where there is nothing to repair',
    answer: (answer) => (answer.status === 409 ? failure(answer, 502) : answer),
  },
  {
    rule: 'repair-unknown',
    title: 'it fails where the connection is gone',
    answer: (answer) => (answer.status === 404 ? failure(answer, 502) : answer),
  },
  {
    rule: 'ownership',
    title: 'any visitor may repair any connection',
    options: () => ({ authorize: ({ headers }) => headers.get('Cookie') === session.Cookie }),
  },
  {
    rule: 'session',
    title: 'it answers visitors without a session',
    options: ({ authorize }) => ({
      authorize: ({ url }, details) => authorize(new Request(url, { headers: session }), details),
    }),
  },
  {
    rule: 'session',
    title: 'it redirects visitors without a session to a login',
    answer: (answer, { request }) =>
      answer.status === 403 && !request.headers.has('Cookie')
        ? withHeaders(failure(answer, 302), { Location: '/login' })
        : answer,
  },
  {
    rule: 'method',
    title: 'it answers GET with a token',
    answer: (answer, { request }) => (request.method === 'GET' ? success(answer) : answer),
  },
  {
    rule: 'method',
    title: 'it is routed for POST alone',
    answer: (answer) => (answer.status === 405 ? failure(answer, 404) : answer),
  },
  {
    rule: 'allow',
    title: 'it does not name the allowed method',
    answer: (answer) => (answer.status === 405 ? withHeaders(answer, { Allow: null }) : answer),
  },
  {
    rule: 'content-type',
    title: 'it parses any type as JSON',
    request: (request) => requestWith(request, { 'Content-Type': 'application/json' }),
  },
  {
    rule: 'content-type-spelling',
    title: 'it compares the whole Content-Type',
    answer: (answer, { request }) =>
      answer.status === 200 && request.headers.get('Content-Type') !== 'application/json'
        ? failure(answer, 415)
        : answer,
  },
  {
    rule: 'body',
    title: 'it fails for invalid JSON',
    answer: (answer, { body }) => (body === '{' ? failure(answer, 500) : answer),
  },
  {
    rule: 'body',
    title: 'it takes an empty body for a new connection',
    request: (request, body) => (request.method === 'POST' && body === '' ? requestOf(request, '{}') : request),
  },
  {
    rule: 'body-size',
    title: 'it reads a body of any size',
    request: (request, body) => (request.method === 'POST' && body.length > 4096 ? requestOf(request, '{}') : request),
  },
  {
    rule: 'connection-id',
    title: 'it answers 404 to an id that changes a path',
    answer: (answer, { body }) => (body.includes('".."') ? failure(answer, 404) : answer),
  },
  {
    rule: 'connection-id',
    title: 'it lets a line break at the end of an id pass',
    request: (request, body) => (body.includes(String.raw`\n`) ? requestOf(request, '{}') : request),
  },
  {
    rule: 'cross-site',
    title: 'it takes a page of the same site for one of the same origin',
    request: (request) =>
      request.headers.get('Sec-Fetch-Site') === 'same-site'
        ? requestWith(request, { 'Sec-Fetch-Site': 'same-origin' })
        : request,
  },
  {
    rule: 'cross-site',
    title: 'it does not look where a request comes from, if there is no Origin',
    request: (request) =>
      request.headers.get('Sec-Fetch-Site') === 'cross-site' && !request.headers.has('Origin')
        ? requestWith(request, { 'Sec-Fetch-Site': 'same-origin' })
        : request,
  },
  {
    rule: 'foreign-origin',
    title: 'it compares the start of an origin',
    request: (request) =>
      request.headers.get('Origin')?.startsWith(ownOrigin(request))
        ? requestWith(request, { Origin: ownOrigin(request) })
        : request,
  },
  {
    rule: 'foreign-origin',
    title: 'it accepts the origin null',
    request: (request) =>
      request.headers.get('Origin') === 'null' ? requestWith(request, { Origin: ownOrigin(request) }) : request,
  },
  {
    rule: 'no-origin',
    title: 'it accepts a request without any origin',
    request: (request) =>
      request.headers.has('Origin') || request.headers.has('Sec-Fetch-Site')
        ? request
        : requestWith(request, { 'Sec-Fetch-Site': 'same-origin' }),
  },
  {
    rule: 'own-origin',
    title: 'it needs fetch metadata',
    answer: (answer, { request }) =>
      answer.status === 200 && !request.headers.has('Sec-Fetch-Site') ? failure(answer, 403) : answer,
  },
  {
    rule: 'cors-closed',
    title: 'it allows whatever Origin comes',
    answer: (answer, { request }) =>
      withHeaders(answer, { 'Access-Control-Allow-Origin': request.headers.get('Origin') }),
  },
  {
    rule: 'cors-closed',
    title: 'it allows every origin',
    answer: (answer) => withHeaders(answer, { 'Access-Control-Allow-Origin': '*' }),
  },
  {
    rule: 'preflight',
    title: 'it does not answer preflights',
    isForeignPage: true,
    answer: (answer, { request }) => (request.method === 'OPTIONS' ? failure(answer, 405) : answer),
  },
  {
    rule: 'preflight',
    title: 'it expects a session of a preflight',
    isForeignPage: true,
    answer: (answer, { request }) =>
      request.method === 'OPTIONS' && !request.headers.has('Cookie') ? failure(answer, 401) : answer,
  },
  {
    rule: 'preflight',
    title: 'it does not allow the content type',
    isForeignPage: true,
    answer: (answer) => withHeaders(answer, { 'Access-Control-Allow-Headers': null }),
  },
  {
    rule: 'cors',
    title: 'a page of another origin can not read failures',
    isForeignPage: true,
    answer: (answer) => (answer.status >= 400 ? withHeaders(answer, { 'Access-Control-Allow-Origin': null }) : answer),
  },
  {
    rule: 'cors',
    title: 'a page of another origin can not read when to try again',
    isForeignPage: true,
    answer: (answer) => withHeaders(answer, { 'Access-Control-Expose-Headers': 'X-Request-Id' }),
  },
];

const common = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: '*', 'X-Request-Id': '1' };
