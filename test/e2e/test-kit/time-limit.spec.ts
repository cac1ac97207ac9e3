import { exitWidget, linkBank, tryBank } from '../../../src/testing/index.ts';
import { expect, test } from '../../../demo/recipes/testing/fixtures.ts';

// Each test has its own sandbox, so they can run in parallel.
test.describe.configure({ mode: 'parallel' });

for (const step of ['institution', 'consent', 'credential', 'challenge']) {
  test(`linkBank throws within its time-out when the ${step} step takes no input`, async ({ page }) => {
    await page.addInitScript(disableControls, `${step}-step`);
    const startedAt = Date.now();
    const attempt = linkBank(page, { scenario: 'otp', timeout: 4_000 });
    await expect(attempt).rejects.toThrow(
      // The second on a busy machine.
      /^Expected (the widget to go on; it still shows “.+”|the widget to open; .+|a bank of the name .+)\.$/,
    );
    // A last look at the page may come after the time-out.
    expect(Date.now() - startedAt).toBeLessThan(8_000);
  });

  test(`linkBank throws what the widget says when an error takes the place of the ${step} step`, async ({ page }) => {
    await page.addInitScript(showErrorInPlaceOf, `${step}-step`);
    await expect(linkBank(page, { scenario: 'otp' })).rejects.toThrow(
      'Expected the bank to be linked; the widget says “The bank is closed. Come back tomorrow.” (failed).',
    );
  });
}

test('exitWidget throws within its time-out when the widget does not close', async ({ page }) => {
  await page.addInitScript(disableControls, 'header');
  await tryBank(page, { scenario: 'bad-password' });
  await expect(exitWidget(page, { timeout: 2_000 })).rejects.toThrow(
    'Expected the widget to close; it still shows “Sign in to Banco Alerce”.',
  );
});

test('linkBank throws within its time-out when the page does not answer', async ({ page }) => {
  await page.addInitScript(blockThread, 'consent-step');
  await expect(linkBank(page, { timeout: 4_000 })).rejects.toThrow(/^Expected the widget to (go on|open);/);
});

test('linkBank throws what the widget says of a page that is not registered', async ({ page }) => {
  await page.route('**/api/session', (route) =>
    route.fulfill({ status: 403, json: { code: 'origin-not-allowed' }, contentType: 'application/problem+json' }),
  );
  await expect(linkBank(page)).rejects.toThrow(
    /says “You can’t connect a bank from this page\. The page isn’t registered/,
  );
});

test('linkBank throws what the button reports when the widget does not open, or closes', async ({ page }) => {
  await page.route('**/api/widget-token', (route) => route.fulfill({ status: 403 }));
  // The dialog may have opened before the answer.
  await expect(linkBank(page)).rejects.toThrow(
    /^Expected the widget to (open;|go on; it has closed, and) the button reports “unauthorized: Expected 200 .+”\.$/,
  );
});

/** Runs in each document: nothing in an element of the widget takes input. */
function disableControls(selector: string): void {
  new MutationObserver(() => {
    for (const control of document.querySelectorAll(`${selector} :is(button, input)`))
      control.toggleAttribute('inert', true);
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in each document: an element of the widget is replaced by an error as soon as it is there. */
function showErrorInPlaceOf(selector: string): void {
  new MutationObserver(() => {
    const error = document.createElement('result-step');
    const content = document.createElement('div');
    content.dataset['kind'] = 'failure';
    for (const [tag, text] of [
      ['h1', 'The bank is closed'],
      ['p', 'Come back tomorrow.'],
    ] as const) {
      content.append(Object.assign(document.createElement(tag), { textContent: text }));
    }
    error.append(content);
    document.querySelector(selector)?.replaceWith(error);
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in each document: its thread is busy from the moment that an element of the widget is there. */
function blockThread(selector: string): void {
  new MutationObserver(() => {
    const end = performance.now() + 20_000;
    while (document.querySelector(selector) && performance.now() < end);
  }).observe(document, { childList: true, subtree: true });
}
