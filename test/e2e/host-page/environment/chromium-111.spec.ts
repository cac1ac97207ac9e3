import { linkBank } from '../../../../src/testing/link-bank.ts';
import { findChromiumFloor } from '../../../config/browsers.ts';
import { expect, test } from '../../../support/demo.ts';

// The oldest supported Chrome and Edge (`docs/browser-support.md`).
const oldest = await findChromiumFloor();
if (!oldest) console.warn('Not on this machine, so not tested: chromium-floor.');
test.skip(!oldest, 'no Chromium of the oldest supported version on this machine');
test.use({ launchOptions: oldest ?? {} });

test('a user links a bank with a one-time code in Chromium 111', async ({ browser, page, quilla }) => {
  expect(browser.version()).toMatch(/^111\./);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await linkBank(page, { scenario: 'otp', opener: quilla.connect });
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  await expect(quilla.message).toHaveText('Your bank is connected.');
  await expect(quilla.connect).toBeFocused();
  expect(errors).toEqual([]);
});
