import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { canaries } from './canaries.ts';

type Context = {
  path: string;
  query: Record<string, string | undefined>;
  req: IncomingMessage;
  res: ServerResponse;
  respond: boolean;
  status: number;
};
/** One recorded request. */
export type SeenRequest = { path: string; method: string; headers: Record<string, string | undefined>; body: string };

const seen = new Map<string, SeenRequest[]>();

/** Held responses, by key. */
const held = new Map<string, (() => void)[]>();

/**
 * A host's backend and a widget script for the element's tests, with one path for each behavior:
 *
 *   POST /fake/token/{behavior}?key=…       a token endpoint
 *   GET  /fake/widget/{behavior}.js?key=…   a widget script with the documented surface alone
 *   GET  /fake/requests?key=…               the requests under that key, as JSON
 *   GET  /fake/release?key=…                sends the responses that are held under that key
 *
 * Each test has its own key, so that tests do not see one another's requests.
 */
export async function fakeHost(context: Context, next: () => Promise<void>): Promise<void> {
  const [, room, kind, name = ''] = context.path.split('/');
  if (room !== 'fake') return next();
  context.respond = false;
  context.status = 200;
  const { req, res } = context;
  const key = context.query['key'] ?? '';
  if (kind === 'requests') return json(res, 200, seen.get(key) ?? []);
  if (kind === 'release') {
    for (const answer of held.get(key) ?? []) answer();
    return json(res, 200, held.delete(key));
  }
  const hold = (answer: () => void): unknown => held.set(key, [...(held.get(key) ?? []), answer]);

  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const requests = seen.get(key) ?? [];
  seen.set(key, requests);
  if (req.method === 'OPTIONS') {
    res.writeHead(204, corsHeaders(req)).end();
    return;
  }
  const headers = req.headers as Record<string, string | undefined>;
  requests.push({ path: context.path, method: req.method ?? '', headers, body });

  if (kind === 'widget') return widget(name.replace(/\.js$/, ''), res, requests, hold);
  return token({
    name,
    query: context.query,
    req,
    res,
    body,
    hold,
    times: requests.filter((r) => r.path === context.path).length,
  });
}

type TokenCall = {
  name: string;
  query: Record<string, string | undefined>;
  req: IncomingMessage;
  res: ServerResponse;
  body: string;
  /** Responds once the test releases it. */
  hold(answer: () => void): void;
  /** The number of requests to this endpoint under this key, with this one. */
  times: number;
};

const corsHeaders = (req: IncomingMessage): Record<string, string> => ({
  'Access-Control-Allow-Origin': req.headers.origin ?? '*',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Headers': 'content-type',
});

function json(res: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
}

const { widgetToken, apiKey, serverText } = canaries;

/** Responses with status 200, right and wrong ones, as they are sent. */
const bodies: Record<string, string> = {
  'not-json': `<!doctype html><p>${serverText} ${widgetToken}`,
  empty: '',
  null: 'null',
  array: '[]',
  text: JSON.stringify(widgetToken),
  'no-token': JSON.stringify({ connectionId: 'conn_1' }),
  'no-id': JSON.stringify({ widgetToken }),
  'number-token': JSON.stringify({ widgetToken: 5, connectionId: 'conn_1' }),
  'number-id': JSON.stringify({ widgetToken, connectionId: 5 }),
  'empty-token': JSON.stringify({ widgetToken: '', connectionId: 'conn_1' }),
  'long-token': JSON.stringify({ widgetToken: 't'.repeat(5000), connectionId: 'conn_1' }),
  'control-characters': JSON.stringify({ widgetToken: `${widgetToken}\n`, connectionId: 'conn_1' }),
  'polluted-prototype': `{"__proto__":{"widgetToken":"${widgetToken}","connectionId":"conn_1"}}`,
  'other-id': JSON.stringify({ widgetToken, connectionId: 'conn_other' }),
  secret: JSON.stringify({ widgetToken: apiKey, connectionId: 'conn_1' }),
  'secret-blank': JSON.stringify({ widgetToken: `  ${apiKey}`, connectionId: 'conn_1' }),
  'secret-bearer': JSON.stringify({ widgetToken: `Bearer ${apiKey}`, connectionId: 'conn_1' }),
  huge: JSON.stringify({ widgetToken, connectionId: 'conn_1', filler: 'x'.repeat(200_000) }),
};

/** A value of a query, which holds no secret itself: URLs are searched for them. */
const withCanaries = (text = ''): string => text.replace('{key}', apiKey).replace('{token}', widgetToken);

async function token(call: TokenCall): Promise<void> {
  const { name, query, req, res, body, hold, times } = call;
  const id = withCanaries(query['id']);
  const idHeader: Record<string, string> = id ? { 'X-Request-Id': id } : {};
  const good = (): void => {
    const { connectionId = `conn_${times}` } = JSON.parse(body || '{}') as { connectionId?: string };
    const headers = { ...(query['cors'] && corsHeaders(req)), ...idHeader };
    json(res, 200, { widgetToken, connectionId }, headers);
  };
  const { [name]: fixed } = bodies;
  if (fixed !== undefined) res.writeHead(200, { 'Content-Type': 'application/json' }).end(fixed);
  else if (name === 'ok') good();
  else if (name === 'held') hold(good);
  else if (name === 'late') await delay(Number(query['ms'])).then(good);
  // Not a reset: browsers retry a request by themselves when a kept-alive connection breaks.
  else if (name === 'down-once') (times === 1 ? () => res.writeHead(503).end() : good)();
  else if (name === 'reset') req.socket.destroy();
  else if (name === 'hang') return;
  else if (name === 'cut')
    res.writeHead(200, { 'Content-Length': '500' }).write('{"widgetToken":"', () => req.socket.destroy());
  else if (name === 'redirect') res.writeHead(302, { Location: '/login' }).end();
  else {
    const status = Number(name);
    if (!Number.isInteger(status))
      throw new TypeError(`Expected a known answer or a status, got ${JSON.stringify(name)}.`);
    const { after: retryAfter } = query;
    const detail = withCanaries(query['detail']);
    const headers = { ...(retryAfter && { 'Retry-After': retryAfter }), ...idHeader };
    if (detail) {
      res.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers });
      res.end(JSON.stringify({ status, detail }));
      return;
    }
    res.writeHead(status, { 'Content-Type': 'text/html', ...headers });
    res.end(status === 204 ? undefined : serverText);
  }
}

/** Records the options that it was opened with; the test does the rest. */
const recorder = `window.Araucaria = { open(options) { (window.araucariaCalls ??= []).push(options); } };`;

const scripts: Record<string, string> = {
  good: recorder,
  'no-global': 'window.somethingElse = 1;',
  thrower: "throw new Error('thrown by the fake script');",
  html: '<!doctype html><title>Not found</title>',
};

async function widget(
  name: string,
  res: ServerResponse,
  requests: SeenRequest[],
  hold: TokenCall['hold'],
): Promise<void> {
  const { [name]: source } = scripts;
  const headers = {
    'Content-Type': 'text/javascript',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
  };
  const times = requests.filter(({ path }) => path.endsWith(`/${name}.js`)).length;
  if (source !== undefined) res.writeHead(200, headers).end(source);
  else if (name === 'held') hold(() => res.writeHead(200, headers).end(recorder));
  else if (name === 'slow') await delay(300).then(() => res.writeHead(200, headers).end(recorder));
  else if (name === 'hang') return;
  else if (name === 'missing-once' && times > 1) res.writeHead(200, headers).end(recorder);
  else res.writeHead(404).end();
}
