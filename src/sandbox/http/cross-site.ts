import type { HonoRequest, MiddlewareHandler } from 'hono';
import { Problem } from './problem.ts';

/** The widget's script is for any page. */
const publicFile = /^\/widget\/(?:[^/]+\/)?araucaria-connect\.js$/;

/** Where a navigation that another site began may lead: by a link in its tab, or in an iframe. */
const openings = [
  { path: /^\/sandbox(?:\/|\/api|\/openapi\.json)?$/, destinations: ['document'] },
  { path: /^\/widget\/(?:[^/]+\/)?frame\/(?:index\.html)?$/, destinations: ['document', 'iframe'] },
];

/**
 * Refuses what pages of other origins ask for, before any work is done for them: they could not read the answer, and
 * could keep the sandbox busy all the same. A browser says who asks in `Sec-Fetch-Site` (Fetch Metadata, all that the
 * widget runs in) or at least in `Origin`; a backend sends neither.
 */
export const refuseOtherSites: MiddlewareHandler = async ({ req }, next) => {
  if (!isOwn(req) && !publicFile.test(req.path) && !isOpening(req)) {
    throw new Problem(403, {
      detail: "Expected a request from the sandbox's own origin, not from a page of another.",
      code: 'origin-not-allowed',
    });
  }
  await next();
};

function isOwn(req: HonoRequest): boolean {
  const site = req.header('Sec-Fetch-Site');
  // `none`: a person typed the address, or has it among the bookmarks.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.header('Origin');
  return origin === undefined || origin === new URL(req.url).origin;
}

function isOpening(req: HonoRequest): boolean {
  const destination = req.header('Sec-Fetch-Dest') ?? '';
  return (
    (req.method === 'GET' || req.method === 'HEAD') &&
    req.header('Sec-Fetch-Mode') === 'navigate' &&
    openings.some(({ path, destinations }) => path.test(req.path) && destinations.includes(destination))
  );
}
