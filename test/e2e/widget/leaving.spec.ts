import { expect, test, type HostWindow, type WidgetPage } from './support/fixtures.ts';

const question = { name: 'Leave without connecting?' };
const closed = [{ callback: 'exit', detail: [] }];

/** What a page may put over the widget meanwhile; each runs in the page. */
const overlays = {
  'a dialog of the page': () => {
    const dialog = document.createElement('dialog');
    dialog.innerHTML = 'Your session ends soon <button>Go on</button>';
    document.body.append(dialog);
    dialog.showModal();
  },
  'a dialog in which nothing has the focus': () => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'Your session ends soon';
    document.body.append(dialog);
    dialog.showModal();
    (document.activeElement as HTMLElement).blur();
  },
  "a component's dialog": () => {
    const dialog = document.createElement('dialog');
    dialog.innerHTML = 'Your session ends soon <button>Go on</button>';
    const component = document.createElement('div');
    component.attachShadow({ mode: 'open' }).append(dialog);
    document.body.append(component);
    dialog.showModal();
  },
} satisfies Record<string, () => void>;

test.describe('frame 14: leaving', () => {
  const ways = {
    'Escape in the frame': async (widget) => {
      await widget.page.keyboard.press('Escape');
    },
    'the backdrop': async (widget) => {
      await widget.page.mouse.click(20, 400);
    },
    'the close button': async (widget) => {
      await widget.frame.getByRole('button', { name: 'Close' }).focus();
      await widget.page.keyboard.press('Enter');
    },
  } satisfies Record<string, (widget: WidgetPage) => Promise<void>>;

  for (const [way, leave] of Object.entries(ways)) {
    test(`by ${way} is immediate while nothing would be lost`, async ({ widget }) => {
      await widget.open();
      await expect(widget.frame.getByRole('combobox')).toBeFocused();
      await widget.whileLeaving(() => leave(widget));
      expect(await widget.ends()).toEqual(closed);
      await expect(widget.page.locator('#opener')).toBeFocused();
    });

    test(`by ${way} asks when something was typed`, async ({ widget }) => {
      await widget.open();
      await widget.choose();
      await widget.frame.getByLabel('User name').fill('typed');
      await leave(widget);
      await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
      await expect(widget.frame.getByRole('button', { name: 'Stay' })).toBeFocused();
      await widget.frame.getByRole('button', { name: 'Stay' }).click();
      await expect(widget.frame.getByLabel('User name')).toHaveValue('typed');
      await leave(widget);
      await widget.end('Leave');
      expect(await widget.ends()).toEqual(closed);
    });
  }

  test('the question may be thought about for as long as one likes', async ({ widget, page }) => {
    await page.clock.install();
    await page.reload();
    await widget.open();
    await widget.choose();
    await widget.frame.getByLabel('User name').fill('typed');
    await page.mouse.click(20, 400);
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    await page.clock.fastForward(60_000);
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    expect(await widget.ends()).toEqual([]);
  });

  test('Escape answers the question with staying', async ({ widget }) => {
    await widget.open();
    await widget.choose();
    await widget.frame.getByLabel('User name').fill('typed');
    await widget.page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    await widget.page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog')).toHaveCount(0);
    expect(await widget.ends()).toEqual([]);
  });

  for (const [way, leave] of Object.entries(ways)) {
    test(`by ${way} mid-request asks, and then gives the attempt up at the server`, async ({ araucaria, widget }) => {
      araucaria.api.attempts = [{ status: 'connecting' }];
      await widget.open();
      await widget.choose();
      await widget.signIn();
      await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
      await leave(widget);
      await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
      expect(araucaria.api.to('attempt', 'DELETE')).toEqual([]);
      await widget.end('Leave');
      expect(await widget.ends()).toEqual(closed);
      // Seen twice once: a browser may repeat a DELETE, and the frame that sent it has gone.
      const givenUp = (): Set<string> => new Set(araucaria.api.to('attempt', 'DELETE').map(({ bearer }) => bearer));
      await expect.poll(givenUp).toEqual(new Set(['attempt-1']));
    });
  }

  test('the request that cancels the attempt is sent before the host learns of the exit', async ({
    araucaria,
    widget,
    page,
  }) => {
    // The host removes the frame on `exit`: a request that starts later may be lost.
    const sent: string[] = [];
    page.on('console', (message) => message.text().startsWith('sent ') && sent.push(message.text()));
    await page.addInitScript(() => {
      const { fetch } = globalThis;
      globalThis.fetch = (input, init) => {
        if (init?.method === 'DELETE') console.log('sent DELETE');
        return fetch(input, init);
      };
      const { postMessage } = MessagePort.prototype;
      MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: never[]) {
        if ((message as { type?: unknown }).type === 'exit') console.log('sent exit');
        return postMessage.call(this, message, ...rest);
      };
    });
    araucaria.api.attempts = [{ status: 'connecting' }];
    await page.reload();
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
    await page.keyboard.press('Escape');
    await widget.end('Leave');
    await expect.poll(() => sent).toEqual(['sent DELETE', 'sent exit']);
  });

  test('a success that comes while the question is open wins', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [{ status: 'connecting' }];
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
    await widget.page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    await widget.keepResult();
    araucaria.api.attempts = [{ status: 'connected', connectionId: 'conn_1' }];
    await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
    await expect(widget.frame.getByRole('dialog')).toHaveCount(0);
    await widget.end('Done');
    expect(await widget.ends()).toMatchObject([{ callback: 'success' }]);
  });

  test('by handle.close() on the success screen is still a success', async ({ widget, page }) => {
    await widget.keepResult();
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await widget.frame.getByRole('heading', { name: 'Your bank is connected' }).waitFor();
    await page.evaluate(() => (globalThis as unknown as HostWindow).handle.close());
    expect(await widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
  });

  test('the success screen goes by itself', async ({ widget }) => {
    await widget.open();
    await widget.choose();
    await widget.signIn();
    await expect.poll(() => widget.ends()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    await expect.poll(() => widget.frames.length).toBe(0);
  });

  test('before the frame has answered is immediate, by its own close button or Escape', async ({
    araucaria,
    widget,
    page,
  }) => {
    araucaria.files['frame/index.html'] = { body: '<!doctype html><title>Silent</title>', endless: true };
    await widget.open();
    await widget.whileLeaving(() => page.keyboard.press('Escape'));
    expect(await widget.ends()).toEqual(closed);
    await widget.open();
    // The close button has the focus; in its closed shadow root only the keyboard finds it.
    await widget.whileLeaving(() => page.keyboard.press('Enter'));
    expect(await widget.ends()).toEqual(closed);
    await expect(page.locator('#opener')).toBeFocused();
  });

  for (const [opened, show] of Object.entries(overlays)) {
    test(`Escape closes ${opened} over the widget, and the widget only after it`, async ({ widget, page }) => {
      await widget.open();
      await expect(widget.frame.getByRole('combobox')).toBeFocused();
      await page.evaluate(show);
      const overlay = page.getByText('Your session ends soon');
      await expect(overlay).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(overlay).toBeHidden();
      await expect(widget.frame.getByRole('combobox')).toBeFocused();
      expect(await widget.ends()).toEqual([]);
      await widget.whileLeaving(() => page.keyboard.press('Escape'));
      expect(await widget.ends()).toEqual(closed);
    });
  }

  test('Escape leaves also where nothing has the focus, above a dialog of the page', async ({ widget, page }) => {
    await page.evaluate(() => {
      const behind = document.createElement('dialog');
      behind.append(document.querySelector('#opener')!);
      document.body.append(behind);
      behind.showModal();
    });
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await widget.whileLeaving(() => page.keyboard.press('Escape'));
    expect(await widget.ends()).toEqual(closed);
    await expect(page.locator('#opener')).toBeFocused();
  });

  test('a frame that hangs is left after 2 s', async ({ araucaria, widget, page }) => {
    await page.clock.install();
    await page.reload();
    araucaria.files['frame/index.html'] = {
      body: `<!doctype html><script>
        addEventListener('message', ({ ports: [port] }) => port.postMessage({ type: 'event', name: 'hung' }));
        parent.postMessage({ araucaria: 'ready', version: 1 }, '*');
      </script>`,
      policy: "script-src 'unsafe-inline'",
    };
    await widget.open();
    await expect.poll(() => page.evaluate(() => (globalThis as unknown as HostWindow).heard.length)).toBe(1);
    await page.keyboard.press('Escape');
    await page.clock.fastForward(1_000);
    expect(await widget.ends()).toEqual([]);
    await page.clock.fastForward(1_100);
    await expect.poll(() => widget.ends()).toEqual(closed);
  });

  test('the page asks only while something would be lost', async ({ widget, page }) => {
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await widget.open();
    await widget.choose();
    await page.reload();
    expect(asked).toEqual([]);
    await widget.open();
    await widget.choose();
    await widget.frame.getByLabel('User name').fill('typed');
    await expect(widget.frame.getByLabel('User name')).toHaveValue('typed');
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });

  test("the browser's Back asks as well, and the widget has put nothing into the history", async ({
    host,
    widget,
    page,
  }) => {
    const before = `${host.url}before`;
    await page.goto(before);
    await page.goto(host.url);
    const entries = (): Promise<number> => page.evaluate(() => history.length);
    const atStart = await entries();
    const asked: string[] = [];
    let answer: 'accept' | 'dismiss' = 'dismiss';
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog[answer]();
    });
    await widget.open();
    await widget.choose();
    const field = widget.frame.getByLabel('User name');
    await field.fill('typed');
    expect(await entries()).toBe(atStart);
    // A page that stays never answers this.
    const stayed = page.goBack().catch(() => undefined);
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await expect(field).toHaveValue('typed');
    expect(page.url()).toBe(host.url);
    answer = 'accept';
    await page.goBack();
    expect(page.url()).toBe(before);
    expect(asked).toEqual(['beforeunload', 'beforeunload']);
    await stayed;
  });
});
