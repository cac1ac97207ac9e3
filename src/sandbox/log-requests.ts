import type { Log } from './log.ts';

type Answer = (request: Request) => Response | Promise<Response>;

/** Every secret has a prefix. One that was put into an address by mistake keeps that alone. */
const secretPattern = /\b(arau|wtk|att|whsec)(?:_|%5f)[^/]*/gi;

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
    const path = whole.replaceAll(secretPattern, '$1_…').slice(0, maxPathLength);
    log({ event: 'request', method: request.method, path, status: response.status, ms });
    return response;
  };
}
