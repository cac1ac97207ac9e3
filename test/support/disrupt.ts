import type { Page, Route } from '@playwright/test';

/** What becomes of a request. */
type Fault = (route: Route) => Promise<unknown>;

const noConnection: Fault = (route) => route.abort();

/** The server did it, and its answer got lost. */
export const answerLost: Fault = async (route) => {
  await route.fetch();
  await route.abort('connectionreset');
};

/**
 * Has `fault` happen to every request for `url`, until the function it gives back is called. The route stays and lets
 * through what comes then: a route that goes, by `unroute` or `times`, now and then leaves the next request hanging.
 */
export async function disrupt(page: Page, url: string, fault: Fault = noConnection): Promise<() => void> {
  let over = false;
  await page.route(url, (route) => (over ? route.fallback() : fault(route)));
  return () => (over = true);
}

/** Has `fault` happen to the next request for `url`. */
export async function disruptOnce(page: Page, url: string, fault: Fault = noConnection): Promise<void> {
  const restore = await disrupt(page, url, (route) => {
    restore();
    return fault(route);
  });
}
