import type { Challenge } from '../../../../src/shared/widget-api.ts';
import { translatePages } from '../../../support/translate.ts';
import { challenged, connected, signInWithAttempts, smsCode } from '../support/challenges.ts';
import { expect, test as base } from '../support/fixtures.ts';

/** A test on a page that is translated all the time. An uncaught error on the page fails the test. */
const test = base.extend({
  widget: async ({ page, host, widget }, use) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await translatePages(page);
    await page.clock.install();
    await page.goto(host.url);
    await use(widget);
    expect(errors).toEqual([]);
  },
});

const sms: Challenge = { ...smsCode, resendIn: 30 };
const label = (en: string): { en: string; es: string; pt: string } => ({ en, es: en, pt: en });

test.describe('on a translated page', () => {
  test('the remaining time stays up to date on screen and in the live region', async ({ araucaria, widget, page }) => {
    await signInWithAttempts(araucaria, widget, challenged(sms), challenged({ ...sms, extensionsLeft: 9 }));
    const { frame } = widget;
    await expect(frame.locator('.time > span')).toHaveText('You have about 3 minutes.');
    await expect(frame.getByText(/^You can ask for/)).toHaveText('You can ask for a new code in 30 s.');
    await page.clock.runFor(10_000);
    await expect(frame.getByText(/^You can ask for/)).toHaveText('You can ask for a new code in 20 s.');
    await page.clock.runFor(110_000);
    await expect(frame.getByRole('button', { name: 'Send a new code' })).toHaveText('Send a new code');
    // The clock also goes on by itself.
    await expect(frame.locator('.time > span')).toHaveText(/^You have \d\d seconds\.$/);
    await expect(frame.locator('time-limit [role=status]')).toHaveText(
      /^You have \d\d seconds\. Press “More time” to keep going\.$/,
    );
    await frame.getByRole('button', { name: 'More time' }).click();
    await expect(frame.locator('.time > span')).toHaveText('You have about 3 minutes.');
    await expect(frame.locator('time-limit [role=status]')).toHaveText('You have about 3 minutes.');
    await expect(frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
  });

  test('the errors of a code and the notice of another code stay up to date', async ({ araucaria, widget }) => {
    const now = { ...sms, resendIn: 0 };
    await signInWithAttempts(
      araucaria,
      widget,
      challenged(now),
      challenged({ ...now, triesLeft: 4 }),
      challenged({ ...now, triesLeft: 3 }),
      challenged({ ...now, triesLeft: 3, resendIn: 30, sentTo: '••• 77' }),
      connected,
    );
    const { frame } = widget;
    const error = frame.locator('#code-error');
    const confirm = frame.getByRole('button', { name: 'Confirm' });
    // A complete code sends itself.
    const send = (code: string): Promise<void> => frame.locator('#code').fill(code);
    await send('1');
    await confirm.click();
    await expect(error).toHaveText('Enter all 6 digits of the code.');
    await send('000000');
    await expect(error).toHaveText('That code isn’t right. Check it and try again. You have 4 attempts left.');
    await send('1');
    await confirm.click();
    await expect(error).toHaveText('Enter all 6 digits of the code.');
    await send('000000');
    await expect(error).toHaveText('That code isn’t right. Check it and try again. You have 3 attempts left.');
    await frame.getByRole('button', { name: 'Send a new code' }).click();
    await expect(frame.locator('code-challenge [role=status]')).toHaveText(
      'A new code is on its way to your number ending in 77.',
    );
    await expect(frame.locator('#code-source')).toHaveText(/ your number ending in 77\.$/);
    await send('123456');
    await expect(frame.getByRole('heading')).toHaveText('Your bank is connected');
    await expect(frame.locator('.result p')).toHaveText(
      'Your account at Banco de los Andes is now connected to Demo Budget.',
    );
  });

  test("a field's error, its hint and the button that shows the password stay up to date", async ({
    araucaria,
    widget,
    page,
  }) => {
    araucaria.api.fields = [
      { name: 'rut', type: 'rut', label: label('RUT') },
      { name: 'password', type: 'password', label: label('Password') },
    ];
    await widget.open();
    await widget.chooseBank();
    const { frame } = widget;
    const toggle = frame.locator('.toggle');
    await expect(toggle).toHaveAccessibleName('Show password');
    await toggle.click();
    await expect(toggle).toHaveAccessibleName('Hide password');
    await toggle.click();
    await expect(toggle).toHaveAccessibleName('Show password');
    const submit = frame.getByRole('button', { name: 'Continue' });
    const error = frame.locator('#field-rut-error');
    await submit.click();
    await expect(error).toHaveText('Enter your RUT.');
    await frame.locator('#field-rut').fill('12.345.678-4');
    await expect(error).toHaveText('');
    await submit.click();
    await expect(error).toHaveText(/^This RUT isn’t complete/);
    const hint = frame.locator('#field-password-hint');
    await frame.locator('#field-password').fill('typed ');
    await page.clock.runFor(1_000);
    await expect(hint).toHaveText(/^There’s a space/);
    await frame.locator('#field-password').fill('typed');
    await page.clock.runFor(1_000);
    await expect(hint).toHaveText('');
  });

  test('the list shows the results for the typed text', async ({ araucaria, widget, page }) => {
    const [andes] = araucaria.api.institutions;
    for (let number = 1; number <= 30; number += 1) {
      araucaria.api.institutions.push({ ...andes!, id: `lago-${number}`, name: `Lago ${number}` });
    }
    await widget.open();
    const { frame } = widget;
    const liveRegion = frame.locator('institution-step > [role=status]');
    const search = frame.getByRole('combobox');
    const expectFound = async (query: string, summary: string): Promise<void> => {
      await search.fill(query);
      await expect(frame.locator('.hint, .empty')).toHaveText(summary ? [summary] : []);
    };
    const expectAnnounced = async (summary: string): Promise<void> => {
      await page.clock.runFor(600);
      await expect(liveRegion).toHaveText(summary);
    };
    await expectFound('lago', 'Showing the first 5 of 30. Type more to narrow it down.');
    await expectAnnounced('Showing the first 5 of 30. Type more to narrow it down.');
    await expectFound('lago 1', 'Showing the first 5 of 11. Type more to narrow it down.');
    await expectAnnounced('Showing the first 5 of 11. Type more to narrow it down.');
    await expectFound('lago 12', '');
    await expectAnnounced('1 bank found');
    await expect(frame.locator('.bank-name mark')).toHaveText('Lago 12');
    await expectFound('xx', 'No bank matches “xx”. Check the spelling, or try a shorter name.');
    await expectFound('xxx', 'No bank matches “xxx”. Check the spelling, or try a shorter name.');
    await expectFound('and', '');
    await expect(frame.locator('.bank-name')).toHaveText(['Banco de los Andes']);
    await expectFound('ban', '');
    await expect(frame.locator('.bank-name mark')).toHaveText(['Ban', 'Ban', 'Ban']);
    await search.fill('');
    await expect(frame.locator('.overline')).toHaveText('Popular banks');
    await expect(frame.locator('[data-status=down]')).toHaveText('Not responding right now');
    araucaria.api.override = () => ({ status: 500 });
    await search.fill('q');
    await expect(frame.getByRole('alert')).toContainText('couldn’t load');
    araucaria.api.override = () => undefined;
    await frame.getByRole('button', { name: 'Try again' }).click();
    await expect(frame.locator('.empty')).toHaveText(/^No bank matches “q”/);
  });

  test('the progress and the notice of a slow bank stay up to date', async ({ araucaria, widget, page }) => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    araucaria.api.override = async ({ path }) => {
      if (path === 'attempts') await answered;
      return undefined;
    };
    await signInWithAttempts(araucaria, widget, { status: 'connecting' });
    const { frame } = widget;
    await expect(frame.locator('.stages li')).toHaveText([
      'Sending your details securely in progress',
      'Waiting for Banco de los Andes to respond',
    ]);
    answer();
    await expect(frame.locator('.stages li')).toHaveText([
      'Your details have arrived done',
      'Waiting for Banco de los Andes to respond in progress',
    ]);
    await page.clock.runFor(8_000);
    await expect(frame.locator('.hint')).toHaveText(/^Banco de los Andes is taking longer than usual/);
  });

  test('the errors of a choice and of security questions stay up to date', async ({ araucaria, widget }) => {
    const time = { expiresIn: 180, extensionsLeft: 0 };
    const choice: Challenge = {
      id: 'chl_1',
      type: 'choice',
      subject: 'phone',
      options: [{ id: 'a', label: '••• 42' }],
      ...time,
    };
    const questions: Challenge = {
      id: 'chl_2',
      type: 'questions',
      questions: [{ id: 'q', label: label('First pet?') }],
      ...time,
    };
    await signInWithAttempts(
      araucaria,
      widget,
      challenged(choice),
      challenged(questions),
      challenged({ ...questions, triesLeft: 1 }),
    );
    const { frame } = widget;
    await frame.getByRole('button', { name: 'Continue' }).click();
    await expect(frame.locator('#choice-error')).toHaveText('Choose an option to continue.');
    await frame.getByRole('radio').click();
    await expect(frame.locator('#choice-error')).toHaveText('');
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('button', { name: 'Confirm' }).click();
    await expect(frame.locator('#question-q-error')).toHaveText('Answer this question.');
    await frame.getByLabel('First pet?').fill('typed');
    await frame.getByRole('button', { name: 'Confirm' }).click();
    await expect(frame.locator('#wrong-answers')).toHaveText(
      'At least one answer isn’t right. You have one attempt left.',
    );
    await expect(frame.locator('#question-q-error')).toHaveText('');
    await frame.getByLabel('First pet?').fill('');
    await frame.getByRole('button', { name: 'Confirm' }).click();
    await expect(frame.locator('#wrong-answers')).toHaveText('');
    await expect(frame.locator('#question-q-error')).toHaveText('Answer this question.');
  });

  test('the failure screen shows the last failure', async ({ araucaria, widget }) => {
    araucaria.api.override = ({ path }) =>
      path === 'session' ? { status: 500, body: { code: 'internal-error' } } : undefined;
    await widget.open({ institution: 'andes' }, ['!no', 'token-2']);
    const { frame } = widget;
    await expect(frame.getByRole('heading')).toHaveText('We couldn’t start');
    await frame.getByRole('button', { name: 'Try again' }).click();
    await expect(frame.locator('.result p')).toHaveText(
      'Nothing was sent. Check your internet connection and try again.',
    );
    araucaria.api.override = () => undefined;
    await frame.getByRole('button', { name: 'Try again' }).click();
    await expect(frame.getByRole('heading')).toHaveText('Connect Banco de los Andes to Demo Budget?');
    await widget.giveConsent();
    await frame.getByLabel('User name').fill('typed');
    await frame.getByRole('button', { name: 'Close' }).click();
    await expect(frame.getByRole('dialog').getByRole('heading')).toHaveText('Close without connecting?');
  });
});
