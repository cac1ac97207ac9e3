import type { Page, Route } from '@playwright/test';

/** What happens to a request. */
type Fault = (route: Route) => Promise<unknown>;

const connectionFailed: Fault = (route) => route.abort();

/** The server handles the request, but its response is lost. */
export const responseLost: Fault = async (route) => {
  await route.fetch();
  await route.abort('connectionreset');
};

/**
 * Applies `fault` to every request for `url` until the returned function is called. The route itself stays and lets later
 * requests through: after `unroute`, or at the end of `times`, the next request sometimes hangs.
 */
export async function failRequests(page: Page, url: string, fault: Fault = connectionFailed): Promise<() => void> {
  let isRestored = false;
  await page.route(url, (route) => (isRestored ? route.fallback() : fault(route)));
  return () => (isRestored = true);
}

/** Applies `fault` to the next request for `url`. */
export async function failNextRequest(page: Page, url: string, fault: Fault = connectionFailed): Promise<void> {
  const restore = await failRequests(page, url, (route) => {
    restore();
    return fault(route);
  });
}
