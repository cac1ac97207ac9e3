import { unescape } from 'node:querystring';
import type { Log } from '../runtime/log.ts';

type Answer = (request: Request) => Response | Promise<Response>;

/** The prefixes of all secrets. In the log, a secret in a path is cut off after its prefix. */
const secretPattern = /(?:arau|wtk|att|whsec)_/i;

const maxPathLength = 200;

/** The path of an absolute URL. `URL` would throw for some hosts that a client may send. */
const pathPattern = /^\w+:\/\/[^/?#]*([^?#]*)/;

/** Logs each request that `answer` answers, without its query, headers and body. */
export function withAccessLog(answer: Answer, log: Log): Answer {
  return async (request) => {
    const startedAt = performance.now();
    const response = await answer(request);
    const ms = Math.round(performance.now() - startedAt);
    const [, fullPath = ''] = pathPattern.exec(request.url) ?? [];
    const path = withoutSecrets(fullPath.slice(0, maxPathLength));
    log({ event: 'request', method: request.method, path, status: response.status, ms });
    return response;
  };
}

/** The path up to the prefix of its first secret. A secret may have slashes, so the rest is left out. */
function withoutSecrets(path: string): string {
  const safeSegments: string[] = [];
  for (const segment of path.split('/')) {
    const prefix = prefixIn(segment);
    safeSegments.push(prefix === null ? segment : `${prefix}…`);
    if (prefix !== null) break;
  }
  return safeSegments.join('/');
}

/** The prefix of a secret in the text, which may be percent-encoded, even several times. */
function prefixIn(text: string): string | null {
  const [prefix] = secretPattern.exec(text) ?? [];
  if (prefix !== undefined) return prefix;
  // Unlike `decodeURIComponent`, it leaves malformed escapes as they are.
  const decoded = unescape(text);
  return decoded === text ? null : prefixIn(decoded);
}
