import type { Request } from '@playwright/test';
import type { Attempt, Challenge } from '../../../src/shared/widget-api.ts';
import { problem } from './support/fake-api.ts';
import { expect, test, type HostWindow, type WidgetPage } from './support/fixtures.ts';

const sms: Challenge = {
  id: 'chl_1',
  type: 'one-time-code',
  channel: 'sms',
  length: 6,
  sentTo: '••• 42',
  resendIn: 0,
  expiresIn: 45,
  extensionsLeft: 5,
};

const asks = (challenge: Challenge): Attempt => ({ status: 'challenge', challenge });
const connected: Attempt = { status: 'connected', connectionId: 'conn_1' };

/** From bank A's wait or challenge to bank B's form. */
async function toBankB({ frame }: WidgetPage): Promise<void> {
  await frame.getByRole('button', { name: 'Cancel' }).click();
  await frame.getByRole('button', { name: 'Choose another bank' }).click();
  await frame.getByRole('option', { name: 'Caja Pampa' }).click();
  await frame.getByRole('button', { name: 'Agree and continue' }).click();
  await frame.getByRole('heading', { name: 'Sign in to Caja Pampa' }).waitFor();
}

/** Has an answer come to a request that was given up, and waits until the frame would have had it. */
async function answerInVain({ frame }: WidgetPage, givenUp: Promise<unknown>, come: () => void): Promise<void> {
  await givenUp;
  come();
  await frame.evaluate(async () => void (await (await fetch(document.baseURI)).text()));
}

const isTo =
  (path: string) =>
  (request: Request): boolean =>
    request.url().endsWith(path);

const isFor = (bank: string, body: unknown): boolean => (body as { institutionId: string }).institutionId === bank;

test.describe('what is known of an attempt at one bank says nothing of another', () => {
  test('a failure at the second bank is its own, after an attempt at the first was given up', async ({
    araucaria,
    widget,
  }) => {
    araucaria.api.attempts = [asks(sms)];
    araucaria.api.override = ({ path, body }) =>
      path === 'attempts' && isFor('pampa', body) ? problem(500, 'internal-error') : undefined;
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await widget.frame.getByLabel('6-digit code').waitFor();
    await toBankB(widget);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
    await widget.end('Leave');
    expect(await widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
  });

  test('an answer about the first bank that comes late says nothing of the second', async ({ araucaria, widget }) => {
    const { promise: late, resolve: come } = Promise.withResolvers<void>();
    araucaria.api.override = async ({ path, body }) => {
      if (path !== 'attempts') return undefined;
      if (isFor('pampa', body)) return problem(500, 'internal-error');
      await late;
      return undefined;
    };
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await toBankB(widget);
    come();
    // Given up as soon as there is something to give up.
    await expect.poll(() => araucaria.api.to('attempt', 'DELETE').length).toBe(1);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
  });

  test('a request about the first bank that gets lost late says nothing of the second', async ({
    araucaria,
    widget,
    page,
  }) => {
    const { promise: late, resolve: come } = Promise.withResolvers<void>();
    await page.route('**/api/attempts', async (route) => {
      if (!isFor('andes', route.request().postDataJSON())) return route.fallback();
      await late;
      await route.abort();
    });
    araucaria.api.override = ({ path }) => (path === 'attempts' ? problem(500, 'internal-error') : undefined);
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await toBankB(widget);
    const lost = page.waitForEvent('requestfailed');
    come();
    await lost;
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Something went wrong');
  });

  test('a token that expired for the first bank, heard of late, is not renewed again', async ({
    araucaria,
    widget,
  }) => {
    const { promise: late, resolve: come } = Promise.withResolvers<void>();
    araucaria.api.attempts = [asks(sms)];
    let isHeard = false;
    araucaria.api.override = async ({ path, body, bearer }) => {
      if (path !== 'attempts') return undefined;
      if (isFor('andes', body)) {
        await late;
        isHeard = true;
      }
      return bearer === 'token-1' ? problem(401, 'token-expired') : undefined;
    };
    await widget.open({}, ['token-1', 'token-2', 'token-3']);
    await widget.choose();
    await widget.signIn();
    await toBankB(widget);
    await widget.signIn();
    await widget.frame.getByLabel('6-digit code').waitFor();
    come();
    await expect.poll(() => isHeard).toBe(true);
    // Another answer, asked for afterwards, has come: so has the late one.
    await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
    await expect.poll(() => araucaria.api.to('attempt/challenge/resend').length).toBe(1);
    expect(await widget.page.evaluate(() => (globalThis as unknown as HostWindow).tokenRequests)).toBe(2);
  });

  test('the time of a challenge ends when it ends, whatever is still asked of the first bank', async ({
    araucaria,
    widget,
  }) => {
    let next: Attempt = asks(sms);
    araucaria.api.override = ({ path, method }) => {
      // Never answered, within the test.
      if (path === 'attempt/challenge/extend') return new Promise(() => undefined);
      if (path === 'attempts') return { status: 201, body: { attemptToken: 'attempt-1', attempt: next } };
      if (path === 'attempt' && method === 'GET') {
        return { status: 200, body: { status: 'failed', code: 'mfa-timeout', triesLeft: 0 } };
      }
      return undefined;
    };
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await widget.frame.getByRole('button', { name: 'More time' }).click();
    await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
    next = asks({ ...sms, id: 'chl_2', expiresIn: 1 });
    await toBankB(widget);
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { name: 'The time to answer is over' })).toBeVisible();
  });

  test('what was typed for one bank is in no other bank’s form', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [asks(sms)];
    await widget.open();
    await widget.choose();
    await widget.signIn('typed for A');
    await widget.frame.getByLabel('6-digit code').waitFor();
    await toBankB(widget);
    await expect(widget.frame.getByLabel('User name')).toHaveValue('');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('');
  });
});

test.describe('an answer that comes too late changes nothing', () => {
  for (const [what, late] of [
    ['fails', problem(401, 'token-invalid')],
    ['is answered', { status: 200, body: asks({ ...sms, resendIn: 30 }) }],
  ] as const) {
    test(`another code that was asked for and ${what} after the right one was taken`, async ({ araucaria, widget }) => {
      const { promise, resolve: come } = Promise.withResolvers<void>();
      araucaria.api.attempts = [asks(sms), connected];
      araucaria.api.override = async ({ path }) => {
        if (path !== 'attempt/challenge/resend') return undefined;
        await promise;
        return late;
      };
      await widget.page.clock.install();
      await widget.page.reload();
      await widget.open();
      await widget.choose();
      await widget.signIn();
      await widget.frame.getByLabel('6-digit code').waitFor();
      // That the bank is connected stays on screen.
      await widget.page.clock.pauseAt(Date.now() + 1_000);
      const { frame } = widget;
      await frame.getByRole('button', { name: 'Send a new code' }).click();
      await expect.poll(() => araucaria.api.to('attempt/challenge/resend').length).toBe(1);
      const givenUp = widget.page.waitForEvent('requestfailed', isTo('challenge/resend'));
      await frame.getByLabel('6-digit code').fill('123456');
      await frame.getByRole('button', { name: 'Confirm' }).click();
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
      await answerInVain(widget, givenUp, come);
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
      await widget.page.clock.runFor(2_000);
      await expect.poll(() => widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    });

    test(`more time that was asked for and ${what} after another answer was wrong`, async ({ araucaria, widget }) => {
      const { promise, resolve: come } = Promise.withResolvers<void>();
      araucaria.api.attempts = [asks(sms), asks({ ...sms, triesLeft: 3 }), connected];
      araucaria.api.override = async ({ path }) => {
        if (path !== 'attempt/challenge/extend') return undefined;
        await promise;
        return late;
      };
      await widget.open();
      await widget.choose();
      await widget.signIn();
      const { frame } = widget;
      await frame.getByRole('button', { name: 'More time' }).click();
      await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
      const givenUp = widget.page.waitForEvent('requestfailed', isTo('challenge/extend'));
      await frame.getByLabel('6-digit code').fill('000000');
      await frame.getByRole('button', { name: 'Confirm' }).click();
      await expect(frame.locator('#code-error')).toContainText('You have 3 tries left.');
      await answerInVain(widget, givenUp, come);
      await expect(frame.locator('#code-error')).toContainText('You have 3 tries left.');
      await frame.getByLabel('6-digit code').fill('123456');
      await frame.getByRole('button', { name: 'Confirm' }).click();
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
    });
  }
});
