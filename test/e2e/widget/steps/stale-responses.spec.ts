import type { Request } from '@playwright/test';
import type { Attempt, Challenge } from '../../../../src/shared/widget-api.ts';
import { challenged, connected, smsCode } from '../support/challenges.ts';
import { problem } from '../support/fake-api.ts';
import { expect, test, type HostWindow, type WidgetPage } from '../support/fixtures.ts';

const sms: Challenge = { ...smsCode, resendIn: 0, expiresIn: 45, extensionsLeft: 5 };

/** Cancels at the first bank and goes to the form of a second one. */
async function goToSecondBank({ frame }: WidgetPage): Promise<void> {
  await frame.getByRole('button', { name: 'Back' }).click();
  await frame.getByRole('button', { name: 'Back' }).click();
  await frame.getByRole('option', { name: 'Caja Pampa' }).click();
  await frame.getByRole('button', { name: 'Agree and continue' }).click();
  await frame.getByRole('heading', { name: 'Sign in to Caja Pampa' }).waitFor();
}

/** Answers a request after the frame aborted it, and waits until the frame would have received the answer. */
async function answerAborted({ frame }: WidgetPage, aborted: Promise<unknown>, answer: () => void): Promise<void> {
  await aborted;
  answer();
  await frame.evaluate(async () => void (await (await fetch(document.baseURI)).text()));
}

const isTo =
  (path: string) =>
  (request: Request): boolean =>
    request.url().endsWith(path);

const isFor = (bank: string, body: unknown): boolean => (body as { institutionId: string }).institutionId === bank;

test.describe('an attempt at one bank never affects another bank', () => {
  test('a failure at the second bank is shown as its own after a canceled attempt at the first', async ({
    araucaria,
    widget,
  }) => {
    araucaria.api.attempts = [challenged(sms)];
    araucaria.api.override = ({ path, body }) =>
      path === 'attempts' && isFor('pampa', body) ? problem(500, 'internal-error') : undefined;
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await widget.frame.getByLabel('6-digit code').waitFor();
    await goToSecondBank(widget);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('We couldn’t connect to Caja Pampa');
    await widget.closeWith('Close');
    expect(await widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
  });

  test('a late response for the first bank does not affect the second', async ({ araucaria, widget }) => {
    const { promise: late, resolve: answer } = Promise.withResolvers<void>();
    araucaria.api.override = async ({ path, body }) => {
      if (path !== 'attempts') return undefined;
      if (isFor('pampa', body)) return problem(500, 'internal-error');
      await late;
      return undefined;
    };
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await goToSecondBank(widget);
    answer();
    // The frame can cancel the attempt only after it knows its token.
    await expect.poll(() => araucaria.api.to('attempt', 'DELETE').length).toBe(1);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('We couldn’t connect to Caja Pampa');
  });

  test('a request for the first bank that fails late does not affect the second', async ({
    araucaria,
    widget,
    page,
  }) => {
    const { promise: late, resolve: answer } = Promise.withResolvers<void>();
    await page.route('**/api/attempts', async (route) => {
      if (!isFor('andes', route.request().postDataJSON())) return route.fallback();
      await late;
      await route.abort();
    });
    araucaria.api.override = ({ path }) => (path === 'attempts' ? problem(500, 'internal-error') : undefined);
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await goToSecondBank(widget);
    const lost = page.waitForEvent('requestfailed');
    answer();
    await lost;
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('We couldn’t connect to Caja Pampa');
  });

  test('a late expired-token response for the first bank causes no second renewal', async ({ araucaria, widget }) => {
    const { promise: late, resolve: answer } = Promise.withResolvers<void>();
    araucaria.api.attempts = [challenged(sms)];
    let isAnswered = false;
    araucaria.api.override = async ({ path, body, bearer }) => {
      if (path !== 'attempts') return undefined;
      if (isFor('andes', body)) {
        await late;
        isAnswered = true;
      }
      return bearer === 'token-1' ? problem(401, 'token-expired') : undefined;
    };
    await widget.open({}, ['token-1', 'token-2', 'token-3']);
    await widget.chooseBank();
    await widget.signIn();
    await goToSecondBank(widget);
    await widget.signIn();
    await widget.frame.getByLabel('6-digit code').waitFor();
    answer();
    await expect.poll(() => isAnswered).toBe(true);
    // A later request is answered: the late response has arrived, too.
    await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
    await expect.poll(() => araucaria.api.to('attempt/challenge/resend').length).toBe(1);
    expect(await widget.page.evaluate(() => (globalThis as unknown as HostWindow).tokenRequests)).toBe(2);
  });

  test("the time limit of the second bank's challenge is unaffected by a pending request of the first", async ({
    araucaria,
    widget,
  }) => {
    let next: Attempt = challenged(sms);
    araucaria.api.override = ({ path, method }) => {
      // This request stays pending during the test.
      if (path === 'attempt/challenge/extend') return new Promise(() => undefined);
      if (path === 'attempts') return { status: 201, body: { attemptToken: 'attempt-1', attempt: next } };
      if (path === 'attempt' && method === 'GET') {
        return { status: 200, body: { status: 'failed', code: 'mfa-timeout', triesLeft: 0 } };
      }
      return undefined;
    };
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await widget.frame.getByRole('button', { name: 'More time' }).click();
    await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
    next = challenged({ ...sms, id: 'chl_2', expiresIn: 1 });
    await goToSecondBank(widget);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { name: 'Time ran out' })).toBeVisible();
  });

  test('text typed for one bank is in no other bank’s form', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [challenged(sms)];
    await widget.open();
    await widget.chooseBank();
    await widget.signIn('typed for A');
    await widget.frame.getByLabel('6-digit code').waitFor();
    await goToSecondBank(widget);
    await expect(widget.frame.getByLabel('User name')).toHaveValue('');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('');
  });
});

test.describe('a response that arrives too late changes nothing', () => {
  for (const [what, late] of [
    ['fails', problem(401, 'token-invalid')],
    ['is answered', { status: 200, body: challenged({ ...sms, resendIn: 30 }) }],
  ] as const) {
    test(`a request for another code that ${what} after the right code was accepted`, async ({ araucaria, widget }) => {
      const { promise, resolve: answer } = Promise.withResolvers<void>();
      araucaria.api.attempts = [challenged(sms), connected];
      araucaria.api.override = async ({ path }) => {
        if (path !== 'attempt/challenge/resend') return undefined;
        await promise;
        return late;
      };
      await widget.page.clock.install();
      await widget.page.reload();
      await widget.open();
      await widget.chooseBank();
      await widget.signIn();
      await widget.frame.getByLabel('6-digit code').waitFor();
      // The clock stands still, so that the success screen stays open.
      await widget.page.clock.pauseAt(Date.now() + 1_000);
      const { frame } = widget;
      await frame.getByRole('button', { name: 'Send a new code' }).click();
      await expect.poll(() => araucaria.api.to('attempt/challenge/resend').length).toBe(1);
      const aborted = widget.page.waitForEvent('requestfailed', isTo('challenge/resend'));
      await frame.getByLabel('6-digit code').fill('123456');
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
      await answerAborted(widget, aborted, answer);
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
      await widget.page.clock.runFor(2_000);
      await expect
        .poll(() => widget.outcomes())
        .toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    });

    test(`a request for more time that ${what} after a wrong code`, async ({ araucaria, widget }) => {
      const { promise, resolve: answer } = Promise.withResolvers<void>();
      araucaria.api.attempts = [challenged(sms), challenged({ ...sms, triesLeft: 3 }), connected];
      araucaria.api.override = async ({ path }) => {
        if (path !== 'attempt/challenge/extend') return undefined;
        await promise;
        return late;
      };
      await widget.open();
      await widget.chooseBank();
      await widget.signIn();
      const { frame } = widget;
      await frame.getByRole('button', { name: 'More time' }).click();
      await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
      const aborted = widget.page.waitForEvent('requestfailed', isTo('challenge/extend'));
      await frame.getByLabel('6-digit code').fill('000000');
      await expect(frame.locator('#code-error')).toContainText('You have 3 attempts left.');
      await answerAborted(widget, aborted, answer);
      await expect(frame.locator('#code-error')).toContainText('You have 3 attempts left.');
      await frame.getByLabel('6-digit code').fill('123456');
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
    });
  }
});
