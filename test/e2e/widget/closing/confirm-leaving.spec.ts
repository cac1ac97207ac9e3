import { expect, test } from '../support/fixtures.ts';
import { waysToClose } from '../support/ways-to-close.ts';

const question = { name: 'Close without connecting?' };
const closed = [{ callback: 'exit', detail: [] }];

for (const [way, leave] of Object.entries(waysToClose)) {
  test(`${way} opens the leave question when something was typed`, async ({ widget }) => {
    await widget.open();
    await widget.chooseBank();
    await widget.frame.getByLabel('User name').fill('typed');
    await leave(widget);
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    await expect(widget.frame.getByRole('button', { name: 'Stay' })).toBeFocused();
    await widget.frame.getByRole('button', { name: 'Stay' }).click();
    await expect(widget.frame.getByLabel('User name')).toHaveValue('typed');
    await leave(widget);
    await widget.closeWith('Close');
    expect(await widget.outcomes()).toEqual(closed);
  });
}

test('the leave question has no time limit', async ({ widget, page }) => {
  await page.clock.install();
  await page.reload();
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('typed');
  await page.mouse.click(20, 400);
  await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
  expect(await widget.outcomes()).toEqual([]);
});

test('Escape closes the leave question and the user stays', async ({ widget }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('typed');
  await widget.page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
  await widget.page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('dialog')).toHaveCount(0);
  expect(await widget.outcomes()).toEqual([]);
});

for (const [way, leave] of Object.entries(waysToClose)) {
  test(`${way} opens the leave question during an attempt, and leaving cancels the attempt`, async ({
    araucaria,
    widget,
  }) => {
    araucaria.api.attempts = [{ status: 'connecting' }];
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
    await leave(widget);
    await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
    expect(araucaria.api.to('attempt', 'DELETE')).toEqual([]);
    await widget.closeWith('Close');
    expect(await widget.outcomes()).toEqual(closed);
    // A set, since a browser may repeat a DELETE whose frame is gone.
    const canceled = (): Set<string> => new Set(araucaria.api.to('attempt', 'DELETE').map(({ bearer }) => bearer));
    await expect.poll(canceled).toEqual(new Set(['attempt-1']));
  });
}

test('the request that cancels the attempt is sent before onExit is called', async ({ araucaria, widget, page }) => {
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
  await widget.chooseBank();
  await widget.signIn();
  await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
  await page.keyboard.press('Escape');
  await widget.closeWith('Close');
  await expect.poll(() => sent).toEqual(['sent DELETE', 'sent exit']);
});

test('a success closes the leave question', async ({ araucaria, widget }) => {
  araucaria.api.attempts = [{ status: 'connecting' }];
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
  await expect(widget.frame.getByText('Waiting for Banco de los Andes')).toBeVisible();
  await widget.page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('dialog', question)).toBeVisible();
  araucaria.api.attempts = [{ status: 'connected', connectionId: 'conn_1' }];
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
  await expect(widget.frame.getByRole('dialog')).toHaveCount(0);
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toMatchObject([{ callback: 'success' }]);
});

test('a reload asks for confirmation only while something would be lost', async ({ widget, page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await widget.open();
  await widget.chooseBank();
  await page.reload();
  expect(dialogs).toEqual([]);
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('typed');
  await expect(widget.frame.getByLabel('User name')).toHaveValue('typed');
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
});

test("the browser's Back asks for confirmation, and the widget adds nothing to the history", async ({
  host,
  widget,
  page,
}) => {
  const before = `${host.url}before`;
  await page.goto(before);
  await page.goto(host.url);
  const entries = (): Promise<number> => page.evaluate(() => history.length);
  const atStart = await entries();
  const dialogs: string[] = [];
  let answer: 'accept' | 'dismiss' = 'dismiss';
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog[answer]();
  });
  await widget.open();
  await widget.chooseBank();
  const field = widget.frame.getByLabel('User name');
  await field.fill('typed');
  expect(await entries()).toBe(atStart);
  // `goBack` never resolves on a page that stays.
  const canceledGoBack = page.goBack().catch(() => undefined);
  await expect.poll(() => dialogs).toEqual(['beforeunload']);
  await expect(field).toHaveValue('typed');
  expect(page.url()).toBe(host.url);
  answer = 'accept';
  await page.goBack();
  expect(page.url()).toBe(before);
  expect(dialogs).toEqual(['beforeunload', 'beforeunload']);
  await canceledGoBack;
});
