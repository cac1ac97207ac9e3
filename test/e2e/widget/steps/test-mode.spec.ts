import { expect, test } from '../support/fixtures.ts';

const scenario = {
  label: { en: 'Works', es: 'Funciona', pt: 'Funciona' },
  values: [['username', 'ok']] as [string, string][],
};

test('outside a sandbox there is no test mode, and its code is not loaded', async ({ page, widget }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await widget.open();
  await widget.chooseBank();
  await expect(widget.frame.locator('credential-step form')).toBeVisible();
  await expect(widget.frame.locator('test-mode-bar')).toHaveCount(0);
  expect(requests.filter((url) => url.includes('test-mode'))).toEqual([]);
});

test('what the test mode fills in counts as typed: leaving asks', async ({ araucaria, widget }) => {
  araucaria.api.testMode = { scenarios: [scenario], oneTimeCode: '000000', securityQuestion: 'x' };
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('What should happen?').selectOption('Works');
  await expect(widget.frame.locator('[name="username"]')).toHaveValue('ok');
  await widget.frame.locator('.close').click();
  await expect(widget.frame.locator('leave-confirm dialog[open]')).toBeVisible();
});
