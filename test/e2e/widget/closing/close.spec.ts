import { expect, test, type HostWindow } from '../support/fixtures.ts';
import { waysToClose } from '../support/ways-to-close.ts';

const closed = [{ callback: 'exit', detail: [] }];

/** Dialogs that a page may open over the widget. Each runs in the page. */
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

for (const [way, leave] of Object.entries(waysToClose)) {
  test(`${way} closes the widget at once while nothing would be lost`, async ({ widget }) => {
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await widget.waitForClose(() => leave(widget));
    expect(await widget.outcomes()).toEqual(closed);
    await expect(widget.page.locator('#opener')).toBeFocused();
  });
}

test('handle.close() on the success screen ends the run with success', async ({ widget, page }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
  // The heading may show before the host has the frame's message.
  await widget.waitForSuccess();
  await page.evaluate(() => (globalThis as unknown as HostWindow).handle.close());
  expect(await widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
});

test('Escape and the close button close the widget at once while its frame is loading', async ({
  araucaria,
  widget,
  page,
}) => {
  araucaria.files['frame/index.html'] = { body: '<!doctype html><title>Silent</title>', endless: true };
  await widget.open();
  await widget.waitForClose(() => page.keyboard.press('Escape'));
  expect(await widget.outcomes()).toEqual(closed);
  await widget.open();
  // The close button has the focus. It is in a closed shadow root, where only the keyboard reaches it.
  await widget.waitForClose(() => page.keyboard.press('Enter'));
  expect(await widget.outcomes()).toEqual(closed);
  await expect(page.locator('#opener')).toBeFocused();
});

for (const [opened, show] of Object.entries(overlays)) {
  test(`Escape closes ${opened} over the widget first, and the widget with the next press`, async ({
    widget,
    page,
  }) => {
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.evaluate(show);
    const overlay = page.getByText('Your session ends soon');
    await expect(overlay).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(overlay).toBeHidden();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    expect(await widget.outcomes()).toEqual([]);
    await widget.waitForClose(() => page.keyboard.press('Escape'));
    expect(await widget.outcomes()).toEqual(closed);
  });
}

test('Escape closes the widget above a dialog of the page when nothing has the focus', async ({ widget, page }) => {
  await page.evaluate(() => {
    const behind = document.createElement('dialog');
    behind.append(document.querySelector('#opener')!);
    document.body.append(behind);
    behind.showModal();
  });
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await widget.waitForClose(() => page.keyboard.press('Escape'));
  expect(await widget.outcomes()).toEqual(closed);
  await expect(page.locator('#opener')).toBeFocused();
});

test('a frame that does not respond to Escape is closed after 2 s', async ({ araucaria, widget, page }) => {
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
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as HostWindow).calls.length)).toBe(1);
  await page.keyboard.press('Escape');
  await page.clock.fastForward(1_000);
  expect(await widget.outcomes()).toEqual([]);
  await page.clock.fastForward(1_100);
  await expect.poll(() => widget.outcomes()).toEqual(closed);
});
