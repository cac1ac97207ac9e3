import type { Page, Response } from '@playwright/test';
import { assertDocumented } from '../sandbox/support/documented-answers.ts';

/**
 * Checks every response that a page gets from a sandbox against the OpenAPI document. The returned function waits for the
 * last of them, and throws if one does not match the document.
 */
export function watchTraffic(page: Page, sandboxUrl: string): () => Promise<void> {
  const checks: Promise<void>[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(sandboxUrl)) return;
    const checked = check(response);
    // An error is thrown at the end.
    checked.catch(() => undefined);
    checks.push(checked);
  });
  return async () => void (await Promise.all(checks));
}

async function check(response: Response): Promise<void> {
  const status = response.status();
  // The browser drops the body of a response whose frame is gone.
  const text = await response.text().catch(() => null);
  if (text === null && status !== 204) return;
  // The headers that came with the response: `headerValue()` asks the page, which may be closed by now.
  const contentType = response.headers()['content-type'] ?? null;
  assertDocumented(response.request().method(), new URL(response.url()), { status, contentType, text: text ?? '' });
}
