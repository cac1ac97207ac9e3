import { unescape } from 'node:querystring';
import type { Log } from '../runtime/log.ts';

type Answer = (request: Request) => Response | Promise<Response>;

/** Every secret has a prefix. One that was put into an address by mistake keeps that alone. */
const secretPattern = /(?:arau|wtk|att|whsec)_/i;

const maxPathLength = 200;

/** The path of an absolute URL. A parser would not take every host that a caller may put into it. */
const pathPattern = /^\w+:\/\/[^/?#]*([^?#]*)/;

/** The same answers, and `log` hears of each request: never of its query, its headers or its body. */
export function logged(answer: Answer, log: Log): Answer {
  return async (request) => {
    const begin = performance.now();
    const response = await answer(request);
    const ms = Math.round(performance.now() - begin);
    const [, whole = ''] = pathPattern.exec(request.url) ?? [];
    const path = withoutSecrets(whole.slice(0, maxPathLength));
    log({ event: 'request', method: request.method, path, status: response.status, ms });
    return response;
  };
}

/** Ends with the first secret's prefix: some secrets have slashes, so nothing behind it is safe to tell. */
function withoutSecrets(path: string): string {
  const told: string[] = [];
  for (const segment of path.split('/')) {
    const prefix = prefixIn(segment);
    told.push(prefix === null ? segment : `${prefix}…`);
    if (prefix !== null) break;
  }
  return told.join('/');
}

/** The prefix of a secret, whether it stands there plainly or is percent-escaped, even many times over. */
function prefixIn(text: string): string | null {
  const [prefix] = secretPattern.exec(text) ?? [];
  if (prefix !== undefined) return prefix;
  // Unlike `decodeURIComponent` it takes what is malformed for what it is.
  const decoded = unescape(text);
  return decoded === text ? null : prefixIn(decoded);
}
