import type { Attempt } from '../../../../src/shared/widget-api.ts';
import { failRequests } from '../../../support/request-faults.ts';
import { challenged, connected, signInWithAttempts, smsCode } from '../support/challenges.ts';
import { expect, test, type WidgetPage } from '../support/fixtures.ts';

/** Takes the network away, or gives it back, and waits until the frame knows. */
async function setOffline({ page, frame }: WidgetPage, isOffline: boolean): Promise<void> {
  await page.context().setOffline(isOffline);
  await expect.poll(() => frame.evaluate(() => navigator.onLine)).toBe(!isOffline);
}

test.describe('a form that is sent without a network', () => {
  test('says so, keeps everything, and is sent once when the network is back', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [challenged(smsCode)];
    await widget.open();
    await widget.chooseBank();
    await setOffline(widget, true);
    await widget.signIn('maria', 'right');
    await expect(widget.frame.getByRole('status').filter({ hasText: 'Nothing was sent.' })).toBeVisible();
    await expect(widget.frame.getByLabel('User name')).toHaveValue('maria');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('right');
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText(/^Sign in to/);

    await setOffline(widget, false);
    await widget.frame.getByLabel('6-digit code').waitFor();
    await expect(widget.frame.getByText('You’re offline.')).toHaveCount(0);
    expect(araucaria.api.to('attempts').map(({ body }) => (body as { credentials: unknown }).credentials)).toEqual([
      { username: 'maria', password: 'right' },
    ]);
  });

  test('is not sent by itself after it was changed', async ({ araucaria, widget }) => {
    await widget.open();
    await widget.chooseBank();
    await setOffline(widget, true);
    await widget.signIn('maria', 'half');
    await expect(widget.frame.getByText('Nothing was sent.')).toBeVisible();
    await widget.frame.getByLabel('Password', { exact: true }).fill('half-typed');
    await expect(widget.frame.getByText('Nothing was sent.')).toHaveCount(0);
    await expect(widget.frame.getByText('You’re offline.')).toBeVisible();
    await setOffline(widget, false);
    await expect(widget.frame.getByText('You’re offline.')).toHaveCount(0);
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('half-typed');
    expect(araucaria.api.to('attempts')).toEqual([]);
  });

  test('is sent at once if the browser is wrong about the network', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [challenged(smsCode)];
    await widget.open();
    await widget.chooseBank();
    await widget.frame.evaluate(() => dispatchEvent(new Event('offline')));
    await expect(widget.frame.getByText('You’re offline.')).toBeVisible();
    await widget.signIn();
    await widget.frame.getByLabel('6-digit code').waitFor();
    await expect(widget.frame.getByText('You’re offline.')).toHaveCount(0);
    expect(araucaria.api.to('attempts')).toHaveLength(1);
  });

  test('can be tried again by hand', async ({ araucaria, widget, page }) => {
    araucaria.api.attempts = [challenged(smsCode)];
    await widget.open();
    await widget.chooseBank();
    // The network comes back without an event of the browser.
    const restore = await failRequests(page, '**/frame/index.html');
    await widget.frame.evaluate(() => dispatchEvent(new Event('offline')));
    await widget.signIn();
    const retry = widget.frame.getByRole('button', { name: 'Try again' });
    await retry.click();
    await expect(widget.frame.getByText('You’re still offline. Nothing was sent.')).toBeVisible();
    expect(araucaria.api.to('attempts')).toEqual([]);
    restore();
    await retry.click();
    await widget.frame.getByLabel('6-digit code').waitFor();
    expect(araucaria.api.to('attempts')).toHaveLength(1);
  });

  test('is not sent while the user is asked whether to leave', async ({ araucaria, widget, page }) => {
    await widget.open();
    await widget.chooseBank();
    await setOffline(widget, true);
    await widget.signIn();
    await expect(widget.frame.getByText('Nothing was sent.')).toBeVisible();
    await page.keyboard.press('Escape');
    await widget.frame.getByRole('dialog').waitFor();
    await setOffline(widget, false);
    await expect(widget.frame.getByText('You’re offline.')).toHaveCount(0);
    await widget.closeWith('Close');
    expect(araucaria.api.to('attempts')).toEqual([]);
  });
});

test.describe('a request that may have arrived', () => {
  test('is never sent again by itself, and the user reads exactly that', async ({ widget, page }) => {
    let sent = 0;
    await page.route('**/api/attempts', async (route) => {
      sent += 1;
      await page.context().setOffline(true);
      await route.abort('internetdisconnected');
    });
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { name: 'We don’t know if it worked' })).toBeFocused();
    await expect(widget.frame.getByText(/^Your details may have reached Banco de los Andes/)).toBeVisible();
    await setOffline(widget, false);
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
    expect(sent).toBe(1);
  });

  test('an answer that got lost is back in its field, once the bank says that it has none', async ({
    araucaria,
    widget,
    page,
  }) => {
    await signInWithAttempts(araucaria, widget, challenged(smsCode));
    await page.route('**/api/attempt/challenge', async (route) => {
      await page.context().setOffline(true);
      await route.abort('internetdisconnected');
    });
    await widget.frame.getByLabel('6-digit code').fill('123456');
    await expect(widget.frame.getByText('Your answer may have arrived: we are finding out')).toBeVisible();
    await expect(widget.frame.getByText('Your answer has arrived')).toHaveCount(0);
    await setOffline(widget, false);
    await expect(widget.frame.getByText('Your answer didn’t arrive. Send it again.')).toBeVisible();
    await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123456');
    expect(araucaria.api.to('attempt/challenge')).toEqual([]);
  });
});

test('a code that is sent without a network stays in its field, and is sent once when it is back', async ({
  araucaria,
  widget,
}) => {
  await signInWithAttempts(araucaria, widget, challenged(smsCode), connected);
  await setOffline(widget, true);
  await widget.frame.getByLabel('6-digit code').fill('123456');
  await widget.frame.getByRole('button', { name: 'Confirm' }).click();
  await expect(widget.frame.getByRole('status').filter({ hasText: 'Nothing was sent.' })).toBeVisible();
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123456');
  await setOffline(widget, false);
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
  expect(araucaria.api.to('attempt/challenge').map(({ body }) => body)).toEqual([
    { challengeId: 'chl_1', code: '123456' },
  ]);
});

test('security answers and requests for more time wait for the network, too', async ({ araucaria, widget }) => {
  const label = { en: 'First pet?', es: '', pt: '' };
  await signInWithAttempts(
    araucaria,
    widget,
    challenged({ id: 'chl_1', type: 'questions', questions: [{ id: 'pet', label }], expiresIn: 50, extensionsLeft: 9 }),
    challenged({
      id: 'chl_1',
      type: 'questions',
      questions: [{ id: 'pet', label }],
      expiresIn: 180,
      extensionsLeft: 8,
    }),
    { status: 'failed', code: 'mfa-failed', triesLeft: 0 },
  );
  const { frame } = widget;
  await setOffline(widget, true);
  await frame.getByRole('button', { name: 'More time' }).click();
  await expect(frame.getByText('Nothing was sent.')).toBeVisible();
  await setOffline(widget, false);
  await expect(frame.getByText('You have about 3 minutes.').first()).toBeVisible();
  await setOffline(widget, true);
  await frame.getByLabel('First pet?').fill('Luna');
  await frame.getByRole('button', { name: 'Confirm' }).click();
  await expect(frame.getByText('Nothing was sent.')).toBeVisible();
  await expect(frame.getByLabel('First pet?')).toHaveValue('Luna');
  await setOffline(widget, false);
  await expect(frame.getByText(/didn’t accept the answers to its security questions\./)).toBeVisible();
  expect(araucaria.api.to('attempt/challenge')).toHaveLength(1);
  expect(araucaria.api.to('attempt/challenge/extend')).toHaveLength(1);
});

test('an answer that was under way when the network went away does not bring it back', async ({
  araucaria,
  widget,
}) => {
  const late = Promise.withResolvers<undefined>();
  araucaria.api.attempts = [challenged(smsCode)];
  araucaria.api.override = ({ path }) => (path === 'attempts' ? late.promise : undefined);
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
  await expect.poll(() => araucaria.api.to('attempts').length).toBe(1);
  // The answer still arrives.
  await widget.frame.evaluate(() => dispatchEvent(new Event('offline')));
  late.resolve(undefined);
  await widget.frame.getByLabel('6-digit code').waitFor();
  await expect(widget.frame.getByText('You’re offline.')).toBeVisible();
});

test('polling goes on when the network is back, however long it was away', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  await page.reload();
  const connecting: Attempt = { status: 'connecting' };
  await signInWithAttempts(araucaria, widget, connecting);
  await expect(widget.frame.getByText('Waiting for Banco de los Andes to respond')).toBeVisible();
  await setOffline(widget, true);
  await expect(widget.frame.getByText(/^You’re offline\. Banco de los Andes goes on meanwhile\./)).toBeVisible();
  await page.clock.runFor(600_000);
  await expect(widget.frame.getByRole('heading', { name: 'Connecting to Banco de los Andes' })).toBeVisible();
  araucaria.api.attempts = [{ status: 'failed', code: 'account-locked', triesLeft: 0 }];
  await setOffline(widget, false);
  await page.clock.runFor(5_000);
  await expect(widget.frame.getByRole('heading', { name: 'Banco de los Andes has locked your account' })).toBeVisible();
});

test('the list, the search and the session go on when the network is back', async ({ araucaria, widget, page }) => {
  await page.evaluate(() => (globalThis as unknown as { Araucaria: { preload(): void } }).Araucaria.preload());
  await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(1);
  await setOffline(widget, true);
  await widget.open({}, ['token-1']);
  await expect(widget.frame.getByText('You’re offline. This continues once you’re back online.')).toBeVisible();
  await widget.frame.getByLabel('Search for your bank').fill('pampa');
  await setOffline(widget, false);
  await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/]);
  await expect.poll(() => araucaria.api.to('session').length).toBe(1);
  await setOffline(widget, true);
  await widget.frame.getByRole('option', { name: 'Caja Pampa' }).click();
  await expect(widget.frame.getByRole('heading', { name: 'Opening Caja Pampa…' })).toBeVisible();
  await setOffline(widget, false);
  await expect(widget.frame.getByRole('heading', { name: 'Connect Caja Pampa to ' })).toBeVisible();
});

test('a token that is missing without a network is requested when it is back', async ({ araucaria, widget }) => {
  araucaria.api.expired.add('token-1');
  await widget.open({}, ['token-1', '!offline', 'token-3']);
  await expect(widget.frame.getByRole('heading', { name: 'We couldn’t start' })).toBeVisible();
  await setOffline(widget, true);
  await expect(widget.frame.getByRole('heading', { name: 'You’re offline' })).toBeVisible();
  await setOffline(widget, false);
  await expect(widget.frame.getByRole('option').first()).toBeVisible();
});
