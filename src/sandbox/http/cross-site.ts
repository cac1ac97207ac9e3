import type { HonoRequest, MiddlewareHandler } from 'hono';
import { isOwnOrigin } from './addresses.ts';
import { otherOrigin } from './guards.ts';
import { Problem } from './problem.ts';

/** Any page may load the widget's script. */
const publicFile = /^\/widget\/(?:[^/]+\/)?araucaria-connect\.js$/;

/** The targets of navigations from other sites: by a link in the same tab, or in an iframe. */
const navigationTargets = [
  { path: /^\/sandbox(?:\/|\/api|\/openapi\.json)?$/, destinations: ['document'] },
  { path: /^\/widget\/(?:[^/]+\/)?frame\/(?:index\.html)?$/, destinations: ['document', 'iframe'] },
];

/**
 * Refuses requests from pages of other origins before any work is done for them: such pages can't read the answers, but
 * could keep the sandbox busy. Browsers send the site of the page in `Sec-Fetch-Site` (all that the widget supports) or at
 * least its origin in `Origin`; backends send neither.
 */
export function refuseOtherSites(publicUrl: string | null): MiddlewareHandler {
  return async ({ req }, next) => {
    if (!isSameOrigin(req, publicUrl) && !publicFile.test(req.path) && !isAllowedNavigation(req)) {
      // Without a code: `origin-not-allowed` is about the page that opened the widget, and its user would be told so.
      throw new Problem(403, { detail: `Expected a request from the sandbox's own origin. ${otherOrigin(req)}` });
    }
    await next();
  };
}

function isSameOrigin(req: HonoRequest, publicUrl: string | null): boolean {
  const site = req.header('Sec-Fetch-Site');
  // `none`: the user typed the address, or opened a bookmark.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.header('Origin');
  return origin === undefined || isOwnOrigin(origin, req, publicUrl);
}

function isAllowedNavigation(req: HonoRequest): boolean {
  const destination = req.header('Sec-Fetch-Dest') ?? '';
  return (
    (req.method === 'GET' || req.method === 'HEAD') &&
    req.header('Sec-Fetch-Mode') === 'navigate' &&
    navigationTargets.some(({ path, destinations }) => path.test(req.path) && destinations.includes(destination))
  );
}
