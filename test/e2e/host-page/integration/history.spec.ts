import { expect, test } from '../../../support/demo.ts';

test('linking a bank adds no entry to the history', async ({ page, quilla }) => {
  const before = await page.evaluate(() => history.length);
  await quilla.link();
  expect(await page.evaluate(() => history.length)).toBe(before);
});
