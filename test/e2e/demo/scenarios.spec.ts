import type { Frame } from '@playwright/test';
import { widgetErrors, type WidgetErrorCode } from '../../../src/shared/widget-error.ts';
import type { DemoPage } from '../../support/demo.ts';
import { expect, test } from '../../support/demo.ts';

/** What the user does between the form and the end, by scenario. */
const linked: Record<string, (widget: Frame) => Promise<void>> = {
  ok: async () => {},
  slow: async () => {},
  otp: typeCode,
  'otp-app': typeCode,
  async questions(widget) {
    await expect(widget.getByRole('heading', { name: 'Answer your security questions' })).toBeVisible();
    for (const field of await widget.getByRole('textbox').all()) await field.fill('araucaria');
    await widget.getByRole('button', { name: 'Confirm' }).click();
  },
  async choice(widget) {
    await widget.getByRole('radio').first().check();
    await widget.getByRole('button', { name: 'Continue' }).click();
    await typeCode(widget);
  },
  async holder(widget) {
    await widget.getByRole('radio').last().check();
    await widget.getByRole('button', { name: 'Continue' }).click();
  },
  'otp+slow': typeCode,
  async 'holder+otp'(widget) {
    await linked['holder']?.(widget);
    await typeCode(widget);
  },
};

async function typeCode(widget: Frame): Promise<void> {
  await widget.getByLabel('6-digit code').fill('123456');
}

for (const [user, act] of Object.entries(linked)) {
  test(`the user ${user} links a bank`, async ({ quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, user);
    await act(widget);
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.log).toContainText('araucaria-success');
    await expect(quilla.log).toContainText('connection.connected');
  });
}

test.describe('a bank that answers after 20 s', () => {
  // A step that ends by itself stays on screen until the clock is moved.
  test.use({ settings: { bankDelay: 20_000 } });

  test('the user approval links a bank', async ({ clock, page, quilla }) => {
    const widget = await quilla.toForm();
    const attemptCreated = page.waitForResponse('**/api/attempts');
    await quilla.signIn(widget, 'approval');
    await attemptCreated;
    await clock.advance(20_000);
    await expect(widget.getByRole('heading', { name: 'Approve in the Banco Alerce app' })).toBeVisible();
    await clock.advance(100_000);
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.log).toContainText('araucaria-success');
    await expect(quilla.log).toContainText('connection.connected');
  });
});

/** Leaves from the failure screen, and checks the code that the host receives. */
async function expectExit(quilla: DemoPage, widget: Frame, code: WidgetErrorCode): Promise<void> {
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  await quilla.waitForClose(() => widget.getByRole('button', { name: 'Close' }).last().click());
  await expect(quilla.log).toContainText(code);
  await expect(quilla.banks).toHaveCount(0);
}

const failed: Record<string, WidgetErrorCode> = {
  locked: 'account-locked',
  'bank-down': 'institution-unavailable',
  denial: 'mfa-failed',
  'slow+bank-down': 'institution-unavailable',
};

for (const [user, code] of Object.entries(failed)) {
  test(`the user ${user} ends in ${code}`, async ({ quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, user);
    await expectExit(quilla, widget, code);
  });
}

// `Object.keys` loses the key type.
for (const code of Object.keys(widgetErrors) as WidgetErrorCode[]) {
  test(`the user error_${code} ends in that code`, async ({ quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, `error_${code}`);
    await expectExit(quilla, widget, code);
  });
}

for (const user of ['bad-password', 'nobody', 'otp+nobody']) {
  test(`the user ${user} reads the error beside the field`, async ({ quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, user);
    await expect(widget.getByText('didn’t accept these details')).toBeVisible();
    await expect(widget.getByLabel('User name')).toHaveValue(user);
    await expect(widget.getByLabel('Password', { exact: true })).toBeFocused();
  });
}

test('the user expire-session can start again with an expired token', async ({ quilla }) => {
  const widget = await quilla.toForm();
  await quilla.signIn(widget, 'expire-session');
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await quilla.signIn(await quilla.form(), 'ok');
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
});

test("the host receives institution-not-listed when the user's bank is not in the list", async ({ quilla }) => {
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('button', { name: 'My bank isn’t here' }).click();
  await widget.getByLabel('Name of your bank (optional)').fill('canary-bank');
  await widget.getByRole('button', { name: 'Tell Quilla' }).click();
  await expect(widget.getByRole('heading', { name: 'Thank you' })).toBeFocused();
  await quilla.waitForClose(() => widget.getByRole('main').getByRole('button', { name: 'Close' }).click());
  await expect(quilla.log).toContainText('institution-not-listed');
});
