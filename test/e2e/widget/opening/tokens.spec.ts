import { problem } from '../support/fake-api.ts';
import { expect, test, type HostWindow } from '../support/fixtures.ts';

test.describe('requestToken', () => {
  test('the list of banks is shown while requestToken is pending', async ({ araucaria, widget, page }) => {
    await page.evaluate(() => {
      (globalThis as unknown as { pending: Promise<never> }).pending = new Promise(() => undefined);
      const { Araucaria } = globalThis as unknown as HostWindow;
      Araucaria.open({ requestToken: () => (globalThis as unknown as { pending: Promise<never> }).pending });
    });
    await expect.poll(() => widget.frames.length).toBe(1);
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    expect(araucaria.api.to('session')).toHaveLength(0);
  });

  test('onSuccess gets the connection that requestToken returned', async ({ araucaria, widget }) => {
    await widget.open({}, ['token-a']);
    await widget.chooseBank();
    await widget.signIn();
    await widget.closeWith('Done');
    await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    expect(araucaria.api.to('session')[0]!.bearer).toBe('token-a');
  });

  test('a token that expires while the user types is renewed, and the user types nothing again', async ({
    araucaria,
    widget,
  }) => {
    await widget.open({}, ['token-a', 'token-b']);
    await widget.chooseBank();
    araucaria.api.expired.add('token-a');
    await widget.signIn('ok', 'araucaria');
    await widget.closeWith('Done');
    await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_2' }] }]);
    expect(araucaria.api.to('attempts').map(({ bearer }) => bearer)).toEqual(['token-a', 'token-b']);
    expect(araucaria.api.to('attempts')[1]!.body).toMatchObject({
      connectionId: 'conn_2',
      credentials: { username: 'ok', password: 'araucaria' },
    });
  });

  test('a retryable failure of requestToken is shown with a retry button', async ({ widget }) => {
    await widget.open({}, ['!offline', 'token-b']);
    await expect(widget.frame.getByRole('heading', { name: 'We couldn’t start' })).toBeFocused();
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await widget.chooseBank();
    expect(await widget.outcomes()).toEqual([]);
  });

  test('onExit gets the failure of requestToken unchanged when the user leaves', async ({ widget }) => {
    await widget.open({}, ['!offline']);
    await widget.closeWith('Close');
    await expect
      .poll(() => widget.outcomes())
      .toEqual([
        { callback: 'exit', detail: [{ message: '!offline', code: 'token-request-failed', retryable: true }] },
      ]);
  });

  test('a renewal that fails after its request was canceled interrupts nothing', async ({
    araucaria,
    widget,
    page,
  }) => {
    await page.evaluate(() => {
      const host = globalThis as unknown as HostWindow & { fail(): void };
      host.tokenRequests = 0;
      host.Araucaria.open({
        requestToken: () => {
          host.tokenRequests += 1;
          if (host.tokenRequests === 2) {
            return new Promise((_, reject) => {
              host.fail = () => reject(Object.assign(new Error('offline'), { retryable: true }));
            });
          }
          const answer = { widgetToken: `token-${host.tokenRequests}`, connectionId: 'conn_1' };
          return Promise.resolve(answer);
        },
      });
    });
    await expect.poll(() => widget.frames.length).toBe(1);
    await widget.chooseBank();
    araucaria.api.expired.add('token-1');
    await widget.signIn();
    await widget.frame.getByRole('button', { name: 'Back' }).click();
    await widget.frame.getByLabel('User name').fill('another');
    await widget.frame.getByLabel('Password', { exact: true }).fill('secret');
    await page.evaluate(() => (globalThis as unknown as { fail(): void }).fail());
    await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
    await widget.frame.getByRole('button', { name: 'Continue' }).click();
    await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
    expect(araucaria.api.to('attempts').at(-1)).toMatchObject({
      bearer: 'token-3',
      body: { credentials: { username: 'another', password: 'secret' } },
    });
  });

  test('the text in the search stays when the token request fails', async ({ widget, page }) => {
    await page.evaluate(() => {
      const host = globalThis as unknown as HostWindow & { fail(): void };
      host.Araucaria.open({
        requestToken: () =>
          new Promise((_, reject) => {
            host.fail = () => reject(Object.assign(new Error('offline'), { retryable: true }));
          }),
      });
    });
    await expect.poll(() => widget.frames.length).toBe(1);
    await widget.frame.getByRole('combobox').fill('caja');
    await page.evaluate(() => (globalThis as unknown as { fail(): void }).fail());
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.frame.getByRole('combobox')).toHaveValue('caja');
    await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/]);
  });

  test('a failure that is not retryable closes the widget, and onExit gets it unchanged', async ({ widget, page }) => {
    await widget.open({}, ['?denied']).catch(() => undefined);
    await expect
      .poll(() => widget.outcomes())
      .toEqual([{ callback: 'exit', detail: [{ message: '?denied', code: 'unauthorized', retryable: false }] }]);
    await expect(page.locator('#opener')).toBeFocused();
  });

  for (const [what, answer] of [
    ['nothing', 'undefined'],
    ['an API key', "{ widgetToken: 'arau_live_1', connectionId: 'c' }"],
    ['no connection', "{ widgetToken: 'canary' }"],
  ] as const) {
    test(`requestToken that returns ${what} ends the run with token-invalid and is not quoted`, async ({ widget }) => {
      const error = await widget.page.evaluate<{ code: string; message: string }>(`new Promise((resolve) => {
        Araucaria.open({ requestToken: async () => (${answer}), onExit: ({ code, message }) => resolve({ code, message }) });
      })`);
      expect(error.code).toBe('token-invalid');
      expect(error.message).not.toMatch(/live_1|canary/);
    });
  }

  test('the signal of requestToken is aborted when the widget closes', async ({ widget }) => {
    const aborted = await widget.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { Araucaria } = globalThis as unknown as HostWindow;
          const handle = Araucaria.open({
            requestToken: (signal: AbortSignal) => {
              signal.addEventListener('abort', () => resolve(true));
              return new Promise(() => undefined);
            },
          });
          handle.close();
        }),
    );
    expect(aborted).toBe(true);
  });
});

test.describe('the token option', () => {
  for (const code of ['token-expired', 'token-invalid', 'origin-not-allowed'] as const) {
    test(`a token refused with ${code} shows no form, and the run ends with that code`, async ({
      araucaria,
      widget,
    }) => {
      araucaria.api.override = ({ path }) => (path === 'session' ? problem(401, code) : undefined);
      await widget.open();
      await widget.closeWith('Close');
      await expect.poll(() => widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code }] }]);
      expect(araucaria.api.to('attempts')).toEqual([]);
    });
  }

  test('no URL that the page can read contains the token', async ({ page, widget }) => {
    await widget.open({ token: 'canary-token' });
    await widget.chooseBank();
    const addresses = await page.evaluate(() => performance.getEntries().map(({ name }) => name));
    expect(addresses.filter((address) => address.includes('/widget/frame/'))).not.toHaveLength(0);
    expect([...addresses, ...page.frames().map((frame) => frame.url())].join(' ')).not.toContain('canary');
  });
});

test('a repair says why it is needed, starts at the form of its bank, and no other bank can be chosen', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.mode = 'recredential';
  araucaria.api.preselected = 'pampa';
  await widget.open({ institution: 'andes' });
  await expect(widget.frame.getByLabel('User name')).toBeFocused();
  await expect(widget.frame.getByRole('heading', { name: 'Reconnect Caja Pampa' })).toBeVisible();
  await expect(widget.frame.getByText(/^Caja Pampa no longer accepts the saved sign-in\. Sign in again/)).toBeVisible();
  await expect(widget.frame.getByRole('button', { name: 'Back' })).toHaveCount(0);
  araucaria.api.attempts = [{ status: 'failed', code: 'institution-unavailable', triesLeft: 0 }];
  await widget.signIn();
  await expect(widget.frame.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(widget.frame.getByRole('button', { name: 'Back' })).toHaveCount(0);
  araucaria.api.attempts = [{ status: 'connecting' }];
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await widget.signIn();
  await expect(widget.frame.getByRole('heading', { name: 'Reconnecting to Caja Pampa' })).toBeFocused();
  araucaria.api.attempts = [{ status: 'connected', connectionId: 'conn_1' }];
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected again' })).toBeFocused();
});

test('a preselected bank is shown first, and the user can go back to the list', async ({ widget }) => {
  await widget.open({ institution: 'pampa' }, ['token-a']);
  await expect(widget.frame.getByRole('heading', { name: 'Connect Caja Pampa to Demo Budget?' })).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
});
