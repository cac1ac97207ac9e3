import { isRecord } from '../../shared/is-record.ts';

/**
 * An event as a request: of API Gateway (payload format 1.0 of REST APIs, 2.0 of HTTP APIs), a function URL (2.0), a load
 * balancer, or Netlify. Its URL has the host that API Gateway or the function URL was called by, not one that a header
 * such as `X-Forwarded-Host` claims. Null if the event is not of HTTP.
 */
export function requestOf(event: unknown): Request | null {
  if (!isRecord(event)) return null;
  const context = isRecord(event['requestContext']) ? event['requestContext'] : {};
  const http = isRecord(context['http']) ? context['http'] : {};
  const method = event['httpMethod'] ?? http['method'];
  if (typeof method !== 'string') return null;
  const headers = headersOf(event);
  const body = ['GET', 'HEAD'].includes(method) ? null : bodyOf(event);
  // The whole body is here, and so its size.
  if (body) headers.set('Content-Length', String(body.byteLength));
  return new Request(urlOf(event, context, headers), { method, headers, body });
}

/** In format 1.0 `headers` has the last of several values alone. */
function headersOf({ headers, multiValueHeaders, cookies }: Record<string, unknown>): Headers {
  const all = new Headers();
  for (const [name, values] of entriesOf(multiValueHeaders) ?? entriesOf(headers) ?? []) {
    for (const value of [values].flat()) if (typeof value === 'string') all.append(name, asBytes(value));
  }
  if (Array.isArray(cookies)) all.set('Cookie', asBytes(cookies.join('; ')));
  return all;
}

const entriesOf = (value: unknown): [string, unknown][] | null => (isRecord(value) ? Object.entries(value) : null);

/** A header as HTTP has it, with one character for each byte. */
const asBytes = (value: string): string =>
  // oxlint-disable-next-line no-control-regex
  /^[\x00-\xff]*$/.test(value) ? value : Buffer.from(value).toString('latin1');

/** The bytes as they were sent: a webhook's signature covers them. */
function bodyOf({ body, isBase64Encoded }: Record<string, unknown>): Uint8Array<ArrayBuffer> | null {
  if (typeof body !== 'string') return null;
  return Uint8Array.from(Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'));
}

/** The address that was asked for, with the stage. */
function urlOf(event: Record<string, unknown>, context: Record<string, unknown>, headers: Headers): string {
  // Netlify has it whole.
  if (typeof event['rawUrl'] === 'string' && URL.canParse(event['rawUrl'])) return event['rawUrl'];
  const hosts = [context['domainName'], headers.get('Host')].filter((name) => typeof name === 'string');
  const host = hosts.find((name) => /^[\w.:[\]-]+$/.test(name)) ?? 'localhost';
  // A load balancer may listen without TLS, and local tools do.
  const scheme = headers.get('X-Forwarded-Proto') === 'http' ? 'http' : 'https';
  const origin = `${scheme}://${host}`;
  const path = [event['rawPath'], context['path'], event['path']].find((value) => typeof value === 'string') ?? '';
  const query = queryOf(event, context);
  const target = `/${path.replace(/^\/+/, '')}${query === '' ? '' : `?${query}`}`;
  return (URL.canParse(origin) ? origin : `${scheme}://localhost`) + target;
}

function queryOf(event: Record<string, unknown>, context: Record<string, unknown>): string {
  if (typeof event['rawQueryString'] === 'string') return event['rawQueryString'];
  const parameters =
    entriesOf(event['multiValueQueryStringParameters']) ?? entriesOf(event['queryStringParameters']) ?? [];
  const pairs = parameters.flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)]));
  // API Gateway has decoded them, a load balancer has not.
  return 'elb' in context ? pairs.map((pair) => pair.join('=')).join('&') : String(new URLSearchParams(pairs));
}
