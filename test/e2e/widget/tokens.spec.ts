import { problem } from './support/fake-api.ts';
import { expect, test, type HostWindow } from './support/fixtures.ts';

test.describe('requestToken', () => {
  test('shows the banks while the token is still on its way', async ({ araucaria, widget, page }) => {
    await page.evaluate(() => {
      (globalThis as unknown as { pending: Promise<never> }).pending = new Promise(() => undefined);
      const { Araucaria } = globalThis as unknown as HostWindow;
      Araucaria.open({ requestToken: () => (globalThis as unknown as { pending: Promise<never> }).pending });
    });
    await expect.poll(() => widget.frames.length).toBe(1);
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    expect(araucaria.api.to('session')).toHaveLength(0);
  });

  test('brings the token, and its connection is the one reported', async ({ araucaria, widget }) => {
    await widget.open({}, ['token-a']);
    await widget.choose();
    await widget.signIn();
    await widget.end('Done');
    await expect.poll(() => widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    expect(araucaria.api.to('session')[0]!.bearer).toBe('token-a');
  });

  test('frame 9: a token that expires while the user types is renewed, and nothing is typed twice', async ({
    araucaria,
    widget,
  }) => {
    await widget.open({}, ['token-a', 'token-b']);
    await widget.choose();
    araucaria.api.expired.add('token-a');
    await widget.signIn('ok', 'araucaria');
    await widget.end('Done');
    await expect.poll(() => widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_2' }] }]);
    expect(araucaria.api.to('attempts').map(({ bearer }) => bearer)).toEqual(['token-a', 'token-b']);
    expect(araucaria.api.to('attempts')[1]!.body).toMatchObject({
      connectionId: 'conn_2',
      credentials: { username: 'ok', password: 'araucaria' },
    });
  });

  test('a failure that may pass is shown with a retry', async ({ widget }) => {
    await widget.open({}, ['!offline', 'token-b']);
    await expect(widget.frame.getByRole('heading', { name: 'We could not start' })).toBeFocused();
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await widget.choose();
    expect(await widget.ends()).toEqual([]);
  });

  test('leaving after such a failure passes it on as it was', async ({ widget }) => {
    await widget.open({}, ['!offline']);
    await widget.end('Leave');
    await expect
      .poll(() => widget.ends())
      .toEqual([
        { callback: 'exit', detail: [{ message: '!offline', code: 'token-request-failed', retryable: true }] },
      ]);
  });

  test('a renewal that fails when nobody waits for it any more interrupts nothing', async ({
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
    await widget.choose();
    await widget.keepResult();
    araucaria.api.expired.add('token-1');
    await widget.signIn();
    await widget.frame.getByRole('button', { name: 'Cancel' }).click();
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

  test('what was looked for survives a token that failed', async ({ widget, page }) => {
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

  test('any other failure closes the widget and is passed on as it is', async ({ widget, page }) => {
    await widget.open({}, ['?denied']).catch(() => undefined);
    await expect
      .poll(() => widget.ends())
      .toEqual([{ callback: 'exit', detail: [{ message: '?denied', code: 'unauthorized', retryable: false }] }]);
    await expect(page.locator('#opener')).toBeFocused();
  });

  for (const [what, answer] of [
    ['nothing', 'undefined'],
    ['an API key', "{ widgetToken: 'arau_live_1', connectionId: 'c' }"],
    ['no connection', "{ widgetToken: 'canary' }"],
  ] as const) {
    test(`an answer with ${what} ends the run as token-invalid and is not quoted`, async ({ widget }) => {
      const error = await widget.page.evaluate<{ code: string; message: string }>(`new Promise((resolve) => {
        Araucaria.open({ requestToken: async () => (${answer}), onExit: ({ code, message }) => resolve({ code, message }) });
      })`);
      expect(error.code).toBe('token-invalid');
      expect(error.message).not.toMatch(/live_1|canary/);
    });
  }

  test('its signal is aborted when the widget closes', async ({ widget }) => {
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

test.describe('a plain token', () => {
  for (const code of ['token-expired', 'token-invalid', 'origin-not-allowed'] as const) {
    test(`frame 8: one the server refuses as ${code} shows no field and ends in that code`, async ({
      araucaria,
      widget,
    }) => {
      araucaria.api.override = ({ path }) => (path === 'session' ? problem(401, code) : undefined);
      await widget.open();
      await widget.end('Leave');
      await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code }] }]);
      expect(araucaria.api.to('attempts')).toEqual([]);
    });
  }

  test('is in no address that the page could read', async ({ page, widget }) => {
    await widget.open({ token: 'canary-token' });
    await widget.choose();
    const addresses = await page.evaluate(() => performance.getEntries().map(({ name }) => name));
    expect(addresses.filter((address) => address.includes('/widget/frame/'))).not.toHaveLength(0);
    expect([...addresses, ...page.frames().map((frame) => frame.url())].join(' ')).not.toContain('canary');
  });
});

test('frame 18: a repair goes straight to the form of its bank, and to no other', async ({ araucaria, widget }) => {
  araucaria.api.mode = 'recredential';
  araucaria.api.preselected = 'pampa';
  await widget.open({ institution: 'andes' });
  await expect(widget.frame.getByRole('heading', { name: 'Sign in to Caja Pampa' })).toBeFocused();
  await expect(widget.frame.getByRole('button', { name: 'Choose another bank' })).toHaveCount(0);
  araucaria.api.attempts = [{ status: 'failed', code: 'institution-unavailable', triesLeft: 0 }];
  await widget.signIn();
  await expect(widget.frame.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(widget.frame.getByRole('button', { name: 'Choose another bank' })).toHaveCount(0);
});

test('a preselected bank is shown first, with a way back to the list', async ({ widget }) => {
  await widget.open({ institution: 'pampa' }, ['token-a']);
  await expect(widget.frame.getByRole('heading', { name: 'Link Caja Pampa to Demo Budget?' })).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
});
