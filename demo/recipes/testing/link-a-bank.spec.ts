import { exitWidget, linkBank, tryBank } from 'araucaria-connect/testing';
import { expect, test } from './fixtures.ts';

test('a user links a bank, in one line', async ({ page }) => {
  await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText('CONNECTED');
});

test('a user links a bank that is slow and asks for a code', async ({ page }) => {
  await linkBank(page, { scenario: 'otp+slow', bank: 'Caja Quillay' });
  await expect(page.getByRole('listitem')).toHaveText('CONNECTED');
});

test('a user repairs a bank whose password has changed', async ({ page, sandbox }) => {
  const connectionId = await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText('CONNECTED');
  await sandbox.failAuth(connectionId);
  await page.reload();
  await linkBank(page, { opener: page.getByRole('button', { name: 'Reconnect your bank' }) });
  await expect(page.getByRole('listitem')).toHaveText('CONNECTED');
});

// #region locked
test('a user whose account is locked is told so, by the widget and by the application', async ({ page }) => {
  const { outcome, says } = await tryBank(page, { scenario: 'locked' });
  expect(outcome).toBe('failed');
  expect(says).toContain('locked');
  await exitWidget(page);
  await expect(page.getByText('Not linked: account-locked')).toBeVisible();
});
// #endregion

test('a user who comes back to an open widget after an hour can still link a bank', async ({ page, sandbox }) => {
  await page.getByRole('button').click();
  await sandbox.clock.advance(3_600_000);
  await linkBank(page, { opener: null });
  await expect(page.getByRole('listitem')).toHaveText('CONNECTED');
});
