import type { Page } from '@playwright/test';
import { holdSwallowing } from '../../../support/hold-swallowing.ts';
import { expect, test, WidgetPage, type HostWindow } from '../support/fixtures.ts';

const success = { callback: 'success', detail: [{ connectionId: 'conn_1' }] };

/** Links a bank: the widget shows the success. */
async function connect(widget: WidgetPage): Promise<void> {
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
  await widget.frame.getByRole('heading', { name: 'Your bank is connected' }).waitFor();
  await widget.waitForSuccess();
}

/** Runs a function of the host in `onSuccess`. */
async function onSuccess(page: Page, handler: () => void): Promise<void> {
  await page.evaluate(`(() => {
    const { open } = Araucaria;
    Araucaria.open = (options) => {
      Araucaria.open = open;
      return open({ ...options, onSuccess(metadata) { options.onSuccess(metadata); (${handler.toString()})(); } });
    };
  })()`);
}

test('the host hears of a success at once, and the widget stays until it is closed', async ({ page, widget }) => {
  await page.clock.install();
  await connect(widget);
  await page.clock.fastForward(60 * 60_000);
  expect(widget.frames).toHaveLength(1);
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toEqual([success]);
  await expect(page.locator('#opener')).toBeFocused();
});

for (const key of ['Escape', 'Enter']) {
  test(`${key} closes the success, and the focus is back at once`, async ({ page, widget }) => {
    await connect(widget);
    if (key === 'Enter') await page.keyboard.press('Tab');
    await widget.waitForClose(() => page.keyboard.press(key));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('opener');
    expect(await widget.outcomes()).toEqual([success]);
  });
}

test('nothing keeps the user on the page once the bank is connected', async ({ page, host, widget }) => {
  await connect(widget);
  let questions = 0;
  page.on('dialog', (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  await page.goto(host.url);
  expect(questions).toBe(0);
});

test('what the host focuses in onSuccess has the focus when the widget is closed', async ({ page, widget }) => {
  await page.evaluate(() => {
    const next = document.createElement('button');
    next.id = 'next';
    document.querySelector('main')?.append(next);
  });
  await onSuccess(page, () => document.querySelector<HTMLElement>('#next')?.focus());
  await connect(widget);
  expect(await widget.frame.evaluate(() => document.hasFocus())).toBe(true);
  await widget.closeWith('Done');
  await expect(page.locator('#next')).toBeFocused();
});

test('a dialog that the host opens in onSuccess keeps the focus', async ({ page, widget }) => {
  await page.evaluate(() => {
    const next = document.createElement('dialog');
    next.innerHTML = '<button id="next">Next</button>';
    document.querySelector('main')?.append(next);
  });
  await onSuccess(page, () => document.querySelector('dialog')?.showModal());
  await connect(widget);
  await widget.closeWith('Done');
  await expect(page.locator('#next')).toBeFocused();
});

test('the host can remove its button, disable it or close the widget in onSuccess', async ({ page, host, widget }) => {
  await onSuccess(page, () => document.querySelector('#opener')?.remove());
  await connect(widget);
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toEqual([success]);

  await page.goto(host.url);
  await onSuccess(page, () => (document.querySelector<HTMLButtonElement>('#opener')!.disabled = true));
  await connect(widget);
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toEqual([success]);

  await page.goto(host.url);
  await onSuccess(page, () => queueMicrotask(() => (globalThis as unknown as HostWindow).handle.close()));
  await widget.open();
  await widget.chooseBank();
  await widget.waitForClose(() => widget.signIn());
  expect(await widget.outcomes()).toEqual([success]);
});

test('a widget that shows a success gives way to the next one', async ({ page, widget }) => {
  await onSuccess(page, () => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    Araucaria.open({ token: 'token-2', connectionId: 'conn_2', onExit: () => (document.title = 'second closed') });
  });
  await widget.open();
  await widget.chooseBank();
  await widget.waitForClose(() => widget.signIn());
  await expect.poll(() => widget.frames.length).toBe(1);
  await widget.frame.getByRole('combobox').waitFor();
  await widget.closeWith('Close');
  await expect(page).toHaveTitle('second closed');
  expect(await widget.outcomes()).toEqual([success]);
});

/** Covers the page with a payment button, also in another site's frame. */
async function coverWithPayment(page: Page, inFrame: boolean): Promise<void> {
  await page.evaluate((isFramed) => {
    const pay = `<button style="position: fixed; inset: 0; width: 100%" onclick="top.postMessage('paid', '*')">Pay now</button>`;
    const main = document.querySelector('main')!;
    addEventListener('message', ({ data }) => data === 'paid' && (document.title += ' paid'));
    if (!isFramed) return main.insertAdjacentHTML('beforeend', pay.replace('top.postMessage', 'postMessage'));
    const frame = document.createElement('iframe');
    frame.name = 'payment';
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = pay;
    frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';
    main.append(frame);
  }, inFrame);
}

for (const where of ['on the page', 'in a frame of another site']) {
  for (const pointer of ['mouse', 'touch'] as const) {
    test(`the second tap of a double tap on Done, by ${pointer}, does not press what is behind it, ${where}`, async ({
      browser,
      host,
    }) => {
      const context = await browser.newContext({ hasTouch: pointer === 'touch' });
      const page = await context.newPage();
      await page.goto(host.url);
      const widget = new WidgetPage(page);
      await connect(widget);
      await coverWithPayment(page, where !== 'on the page');
      const box = await widget.frame.getByRole('button', { name: 'Done' }).boundingBox();
      if (!box) throw new Error('Expected the button to be on screen.');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const press = (): Promise<void> => (pointer === 'mouse' ? page.mouse.click(x, y) : page.touchscreen.tap(x, y));
      await page.evaluate(holdSwallowing);
      await widget.waitForClose(press);
      await press();
      // Keys work at once.
      await expect(page.locator('#opener')).toBeFocused();
      expect(await page.title()).toBe('Host');
      await page.evaluate('endSwallowing()');
      // Later presses reach the page. One that comes before the page is drawn anew may get lost.
      await expect(async () => {
        await press();
        await expect(page).toHaveTitle(/paid/, { timeout: 200 });
      }).toPass();
      await context.close();
    });
  }
}
