import type { Frame, Page } from '@playwright/test';
import type { Challenge } from '../../../../src/shared/widget-api.ts';
import { challenged, connected, smsCode } from '../support/challenges.ts';
import { expect, test as base, WidgetPage } from '../support/fixtures.ts';

/** The widget on a host page in a sandboxed frame. */
class SandboxedWidgetPage extends WidgetPage {
  override get frames(): Frame[] {
    return super.frames.filter((frame) => frame.parentFrame() !== this.page.mainFrame());
  }

  async openIn(sandbox: string, url: string): Promise<Frame> {
    await this.page.evaluate(
      ([flags, src]) => {
        const frame = document.createElement('iframe');
        Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' });
        frame.setAttribute('sandbox', flags);
        frame.src = src;
        document.body.append(frame);
      },
      [sandbox, url] as const,
    );
    const host = await hostOf(this.page);
    await host.waitForFunction('globalThis.Araucaria');
    await host.evaluate(() => {
      document.querySelector('#opener')!.addEventListener('click', () => {
        const { Araucaria } = globalThis as unknown as { Araucaria: { open(options: object): void } };
        Araucaria.open({ token: 'token-1', connectionId: 'conn_1', onSuccess: () => (document.title = 'success') });
      });
    });
    await host.locator('#opener').click();
    await expect.poll(() => this.frames.length).toBe(1);
    return host;
  }
}

async function hostOf(page: Page): Promise<Frame> {
  await expect.poll(() => page.mainFrame().childFrames().length).toBe(1);
  return page.mainFrame().childFrames()[0]!;
}

const test = base.extend<{ sandboxed: SandboxedWidgetPage }>({
  sandboxed: async ({ widget }, use) => {
    await use(new SandboxedWidgetPage(widget.page));
  },
});

const time = { expiresIn: 180, extensionsLeft: 0 };
const words = { en: 'First pet?', es: 'First pet?', pt: 'First pet?' };
const questions: Challenge = { id: 'chl_2', type: 'questions', questions: [{ id: 'q', label: words }], ...time };
const options = [
  { id: 'a', label: '••• 42' },
  { id: 'b', label: '••• 77' },
];
const choice: Challenge = { id: 'chl_3', type: 'choice', subject: 'phone', options, ...time };

for (const [sandbox, flags] of [
  ['a sandbox without allow-forms', 'allow-scripts allow-same-origin'],
  ['a sandbox with allow-forms', 'allow-scripts allow-same-origin allow-forms'],
] as const) {
  for (const way of ['a click', 'Enter'] as const) {
    test(`${way} sends every form of the widget once in ${sandbox}`, async ({ araucaria, host, sandboxed, page }) => {
      araucaria.api.attempts = [challenged(smsCode), challenged(questions), challenged(choice), connected];
      const hostFrame = await sandboxed.openIn(flags, host.url);
      const { frame } = sandboxed;
      const send = (): Promise<void> =>
        way === 'Enter' ? page.keyboard.press('Enter') : frame.locator('form .primary').click();
      await frame.getByRole('combobox').fill('andes');
      await expect(frame.getByRole('option')).toHaveCount(1);
      await page.keyboard.press('Enter');
      await sandboxed.giveConsent();
      await frame.getByLabel('User name').fill('ok');
      await send();
      // From a filled field, Enter goes to the next empty one.
      if (way === 'Enter') await expect(frame.getByLabel('Password', { exact: true })).toBeFocused();
      else await expect(frame.getByText('Enter your password.')).toBeVisible();
      await frame.getByLabel('Password', { exact: true }).fill('araucaria');
      await send();
      await frame.getByLabel('6-digit code').fill('123456');
      await frame.getByLabel('First pet?').fill('typed');
      await send();
      await frame.getByLabel('Number ending in 77').click();
      await send();
      await expect.poll(() => hostFrame.title()).toBe('success');
      expect(araucaria.api.to('attempts')).toHaveLength(1);
      expect(araucaria.api.to('attempt/challenge').map(({ body }) => body)).toEqual([
        { challengeId: 'chl_1', code: '123456' },
        { challengeId: 'chl_2', answers: { q: 'typed' } },
        { challengeId: 'chl_3', option: 'b' },
      ]);
    });
  }
}

test('a form is sent once when a password manager both clicks the button and submits the form', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.attempts = [challenged(smsCode), connected];
  await widget.open();
  await widget.chooseBank();
  const { frame } = widget;
  const submitTwice = (): Promise<void> =>
    frame.evaluate(() => {
      const form = document.querySelector('form')!;
      form.requestSubmit();
      form.querySelector<HTMLElement>('.primary')!.click();
      form.requestSubmit();
    });
  await frame.getByLabel('User name').fill('ok');
  await frame.getByLabel('Password', { exact: true }).fill('araucaria');
  await submitTwice();
  await frame.locator('#code').waitFor();
  await frame.evaluate(() => {
    const code = document.querySelector<HTMLInputElement>('#code')!;
    const form = code.form!;
    code.value = '123456';
    // As password managers do, who do not know that a complete code sends itself.
    for (const type of ['input', 'change']) code.dispatchEvent(new Event(type, { bubbles: true }));
    form.requestSubmit();
  });
  await expect(frame.getByRole('heading', { name: 'Your bank is connected' })).toBeVisible();
  expect(araucaria.api.to('attempts')).toHaveLength(1);
  expect(araucaria.api.to('attempt/challenge')).toHaveLength(1);
});

test("requestSubmit() sends the form, and a bank's field may have any name", async ({ araucaria, widget }) => {
  const label = { en: 'Secret', es: 'Secret', pt: 'Secret' };
  const names = ['dispatchEvent', 'submit', 'constructor', '__proto__', 'addEventListener', 'password'];
  araucaria.api.fields = names.map((name) => ({ name, type: name === 'password' ? 'password' : 'text', label }));
  await widget.open();
  await widget.chooseBank();
  const { frame } = widget;
  for (const name of names) {
    await expect(frame.locator(`[name="${name}"]`)).toHaveValue('');
    await frame.locator(`[name="${name}"]`).fill(`my ${name}`);
  }
  const refused = { status: 'failed', code: 'invalid-credentials', triesLeft: 2 } as const;
  araucaria.api.attempts = [refused, refused, refused];
  await frame.getByRole('button', { name: 'Continue' }).click();
  await expect(frame.getByText('You have 2 attempts left.')).toBeVisible();
  await expect(frame.locator('[name="__proto__"]')).toHaveValue('my __proto__');
  await frame.locator('[name="password"]').fill('my password');
  await frame.evaluate(() => HTMLFormElement.prototype.requestSubmit.call(document.querySelector('form')));
  await expect.poll(() => araucaria.api.to('attempts').length).toBe(2);
  for (const { body } of araucaria.api.to('attempts')) {
    const { credentials } = body as { credentials: Record<string, string> };
    expect(Object.entries(credentials)).toEqual(names.map((name) => [name, `my ${name}`]));
  }
});

test('Enter that ends an IME composition sends nothing', async ({ araucaria, widget, page }) => {
  await widget.open();
  await widget.chooseBank();
  const { frame } = widget;
  await frame.getByLabel('Password', { exact: true }).fill('araucaria');
  await frame.getByLabel('User name').focus();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
  await client.send('Input.insertText', { text: '日本' });
  await expect(frame.getByLabel('User name')).toHaveValue('日本');
  expect(araucaria.api.to('attempts')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => araucaria.api.to('attempts').length).toBe(1);
});
