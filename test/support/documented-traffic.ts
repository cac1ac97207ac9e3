import type { Page, Response } from '@playwright/test';
import { assertDocumented } from '../sandbox/support/documented-answers.ts';

/**
 * Holds every answer that a page gets from a sandbox against its OpenAPI document. The function it gives back waits for
 * the last of them, and throws where one is not as the document says.
 */
export function watchTraffic(page: Page, sandboxUrl: string): () => Promise<void> {
  const checks: Promise<void>[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(sandboxUrl)) return;
    const checked = check(response);
    // What it throws is thrown at the end.
    checked.catch(() => undefined);
    checks.push(checked);
  });
  return async () => void (await Promise.all(checks));
}

async function check(response: Response): Promise<void> {
  const status = response.status();
  // Of an answer whose frame has gone meanwhile the browser keeps no body.
  const text = await response.text().catch(() => null);
  if (text === null && status !== 204) return;
  // As they came with the answer: `headerValue()` would ask the page for them, and it may have gone meanwhile.
  const contentType = response.headers()['content-type'] ?? null;
  assertDocumented(response.request().method(), new URL(response.url()), { status, contentType, text: text ?? '' });
}
