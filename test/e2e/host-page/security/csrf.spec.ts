import { expect, test } from '../../../support/demo.ts';
import { serve } from '../../../support/serve.ts';

test("a page of another site gets no token with the visitor's cookies", async ({ page, quilla }) => {
  const endpoint = `${quilla.demo.hostUrl}/api/widget-token`;
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url() === endpoint) statuses.push(response.status());
  });
  // The browser that opens the other site has the visitor's session.
  const evil = await serve({
    '/': `<form method="post" action="${endpoint}" enctype="text/plain"><input name='{"x":"' value='"}' /></form>`,
  });
  try {
    await page.goto(evil.origin);
    const read = await page.evaluate(async (url) => {
      const attempts: RequestInit[] = [
        { headers: { 'Content-Type': 'application/json' } },
        { headers: { 'Content-Type': 'text/plain' } },
        { headers: { 'Content-Type': 'text/plain' }, mode: 'no-cors' },
      ];
      const answers: string[] = [];
      for (const attempt of attempts) {
        const request = fetch(url, { method: 'POST', body: '{}', credentials: 'include', ...attempt });
        answers.push(await request.then((response) => response.text()).catch(() => 'refused'));
      }
      return answers.join();
    }, endpoint);
    expect(read).toBe('refused,refused,');
    await page.evaluate(() => document.forms[0]?.submit());
    await page.waitForURL(endpoint);
    expect(await page.content()).not.toContain('wtk_');
    // Only some requests leave the browser.
    expect(statuses.length).toBeGreaterThanOrEqual(2);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
  } finally {
    await evil.close();
  }
  await page.goto(quilla.demo.hostUrl);
  await expect(quilla.connect).toBeVisible();
  expect(await page.evaluate(() => fetch('/api/connections').then((answer) => answer.json()))).toEqual([]);
});
