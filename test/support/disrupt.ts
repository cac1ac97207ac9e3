import type { Page, Route } from '@playwright/test';

/** What happens to a request. */
type Fault = (route: Route) => Promise<unknown>;

const noConnection: Fault = (route) => route.abort();

/** The server did it, and its answer got lost. */
export const answerLost: Fault = async (route) => {
  await route.fetch();
  await route.abort('connectionreset');
};

/**
 * Applies `fault` to every request for `url` until the returned function is called. The route itself stays and lets later
 * requests through: after `unroute`, or at the end of `times`, the next request sometimes hangs.
 */
export async function disrupt(page: Page, url: string, fault: Fault = noConnection): Promise<() => void> {
  let over = false;
  await page.route(url, (route) => (over ? route.fallback() : fault(route)));
  return () => (over = true);
}

/** Applies `fault` to the next request for `url`. */
export async function disruptOnce(page: Page, url: string, fault: Fault = noConnection): Promise<void> {
  const restore = await disrupt(page, url, (route) => {
    restore();
    return fault(route);
  });
}
