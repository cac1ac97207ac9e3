import { axeFindings } from '../../../support/axe.ts';
import { WidgetPage, expect, test } from '../support/fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any step in ${colorScheme} mode`, async ({ araucaria, browser, host }) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(host.url);
    const widget = new WidgetPage(page);
    const check = async (step: string): Promise<void> => {
      expect(await axeFindings(widget.frame), step).toEqual([]);
    };
    araucaria.api.attempts = [
      { status: 'failed', code: 'invalid-credentials', triesLeft: 1 },
      { status: 'connecting' },
    ];

    await widget.open();
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    await check('list');
    await widget.frame.getByRole('combobox').press('ArrowDown');
    await check('list with a choice');
    await widget.frame.getByRole('combobox').fill('zzz');
    await expect(widget.frame.locator('.empty')).toBeVisible();
    await check('nothing found');
    await widget.frame.getByRole('combobox').fill('');
    await widget.chooseBank();
    await check('credentials');
    await widget.signIn();
    await expect(widget.frame.locator('.error:not([hidden])')).toBeVisible();
    await check('credentials refused');
    await page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog')).toBeVisible();
    await check('leaving');
    await page.keyboard.press('Escape');
    await widget.signIn();
    await expect(widget.frame.getByText('Waiting for')).toBeVisible();
    await check('progress');
    araucaria.api.attempts = [
      {
        status: 'challenge',
        challenge: {
          id: 'chl_1',
          type: 'one-time-code',
          channel: 'app',
          length: 6,
          sentTo: '',
          resendIn: null,
          expiresIn: 60,
          extensionsLeft: 10,
        },
      },
    ];
    await expect(widget.frame.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
    await check('challenge');
    araucaria.api.attempts = [{ status: 'failed', code: 'mfa-failed', triesLeft: 0 }];
    await widget.frame.getByLabel('Code').fill('123456');
    await expect(
      widget.frame.getByRole('heading', { name: 'Banco de los Andes couldn’t confirm it’s you' }),
    ).toBeVisible();
    await check('failed');
    araucaria.api.attempts = [{ status: 'connected', connectionId: 'conn_1' }];
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
    await check('connected');
    await context.close();
  });
}
