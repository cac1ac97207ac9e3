import { expect, test } from '@playwright/test';
import { tryBank } from 'araucaria-connect/testing';
import { withErrorPage } from '../../../src/shared/documented-urls.ts';
import { widgetErrors } from '../../../src/shared/widget-error.ts';
import { readErrorPage } from '../../docs/support/error-page.ts';
import { FaultyPage } from './faulty-page.ts';

/** Failures that the widget shows otherwise than the sandbox's scenario does, in steps of their own. */
const otherScreens = ['institution-not-listed', 'keyboard-taken', 'token-expired', 'frame-unreachable'];

for (const [code, { message, retryable }] of Object.entries(widgetErrors)) {
  test(`the page of ${code} has what a user reads in the widget and below the button, and what a developer gets`, async ({
    page,
  }) => {
    await using faulty = new FaultyPage(page);
    await faulty.open({});
    await tryBank(page, { scenario: `error_${code}` });
    const seen = await faulty.seen();
    expect(seen).toMatchObject({ code, message: withErrorPage(message, code), retryable });
    const documented = readErrorPage(code);
    if (!otherScreens.includes(code)) expect(documented.hasText(seen.widget), seen.widget).toBe(true);
    expect(documented.hasText(seen.below), seen.below).toBe(true);
    expect(documented.onConsole).toContain(seen.console.length > 0 ? 'one line' : 'nothing');
  });
}

test('the page of token-expired has what a user reads in the widget', async ({ page }) => {
  await using faulty = new FaultyPage(page);
  await faulty.open({});
  await tryBank(page, { scenario: 'expire-session' });
  const seen = await faulty.seen();
  expect(seen).toMatchObject({ code: 'token-expired' });
  expect(readErrorPage('token-expired').hasText(seen.widget), seen.widget).toBe(true);
});

test('the page of institution-not-listed has what a user reads who looks for a bank in vain', async ({ page }) => {
  await using faulty = new FaultyPage(page);
  await faulty.press({});
  await expect(async () => expect(await faulty.widget()).toBeDefined()).toPass({ intervals: [20] });
  const widget = (await faulty.widget())!;
  await widget.getByRole('button', { name: 'My bank isn’t here' }).click();
  const { hasText } = readErrorPage('institution-not-listed');
  const screen = async (): Promise<string> =>
    `**${await widget.locator('main h1').textContent()}** ${await widget.locator('main h1 + p').textContent()}`;
  expect(hasText(await screen()), await screen()).toBe(true);
  await widget.getByRole('button', { name: /^Tell / }).click();
  await expect(widget.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(hasText(await screen()), await screen()).toBe(true);
  await widget.getByRole('main').getByRole('button', { name: 'Close' }).click();
  expect(await faulty.seen()).toMatchObject({ code: 'institution-not-listed' });
});
