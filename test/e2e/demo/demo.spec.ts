import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DemoPage, expect, test } from '../../support/demo.ts';
import { failRequests, failNextRequest } from '../../support/request-faults.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a user links a bank by mouse, which causes an event, a webhook and a line in the list', async ({ quilla }) => {
  await quilla.signIn(await quilla.toForm(), 'ok');
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  await expect(quilla.message).toHaveText('Your bank is connected.');
  await expect(quilla.log).toContainText('araucaria-success');
  await expect(quilla.log).toContainText('connection.connected');
  await quilla.finish();
  await expect(quilla.connect).toBeFocused();
});

test('the list of banks updates in the seventh open tab, whichever tabs are closed', async ({ quilla }) => {
  // With HTTP/1.1 a browser opens at most six connections to a host, for all tabs together.
  const others: DemoPage[] = [];
  for (let tab = 0; tab < 6; tab += 1) {
    const page = await quilla.page.context().newPage();
    await page.goto(quilla.demo.hostUrl);
    others.push(new DemoPage(page, quilla.demo));
  }
  await quilla.page.bringToFront();
  await quilla.link();
  for (const { banks, log } of others) {
    await expect(banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(log).toContainText('connection.connected');
  }
  // The first tab received the changes for all of them.
  await quilla.page.close();
  await others[0]?.breakIt();
  for (const { banks } of others) await expect(banks).toContainText('Sign in again');
});

test('a user links a bank by keyboard alone', async ({ page, quilla }) => {
  await quilla.connect.focus();
  await page.keyboard.press('Enter');
  const widget = await quilla.widget();
  await expect(widget.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('quillay');
  await expect(widget.getByRole('option').first()).toContainText('Caja Quillay');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(widget.getByRole('heading', { name: 'Connect Caja Quillay to Quilla?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(widget.getByRole('link', { name: 'How to disconnect' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(widget.getByLabel('User name')).toBeFocused();
  await page.keyboard.type('otp');
  await page.keyboard.press('Tab');
  await page.keyboard.type('araucaria');
  await page.keyboard.press('Enter');
  await expect(widget.getByRole('textbox', { name: /code/i })).toBeFocused();
  await page.keyboard.type('123456');
  await expect(quilla.banks).toHaveText(/Caja Quillay.*Connected/s);
  await expect(widget.getByRole('heading', { name: 'Your bank is connected' })).toBeFocused();
  await page.keyboard.press('Tab');
  await quilla.waitForClose(() => page.keyboard.press('Enter'));
  await expect(quilla.connect).toBeFocused();
});

test('a wrong password is refused, and the right one is accepted afterwards', async ({ quilla }) => {
  const widget = await quilla.toForm();
  await quilla.signIn(widget, 'ok', 'wrong');
  await expect(widget.getByText(/didn’t accept/)).toBeVisible();
  await expect(widget.getByLabel('User name')).toHaveValue('ok');
  await expect(widget.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(widget.getByLabel('Password', { exact: true })).toBeFocused();
  await quilla.signIn(widget, 'ok');
  await expect(quilla.message).toHaveText('Your bank is connected.');
});

test('a wrong one-time code is refused, and the right one is accepted afterwards', async ({ quilla }) => {
  const widget = await quilla.toForm();
  await quilla.signIn(widget, 'otp');
  const code = widget.getByRole('textbox', { name: /code/i });
  await code.fill('000000');
  await expect(widget.getByText(/attempts left/)).toBeVisible();
  await code.fill('123456');
  await expect(quilla.message).toHaveText('Your bank is connected.');
});

test('a user confirms leaving an unfinished form, and can start again', async ({ page, quilla }) => {
  const widget = await quilla.toForm();
  await widget.getByLabel('User name').fill('ok');
  await page.keyboard.press('Escape');
  await quilla.waitForClose(() => widget.getByRole('dialog').getByRole('button', { name: 'Close' }).click());
  await quilla.waitUntilClosed();
  await expect(quilla.log).toContainText('araucaria-exit');
  await expect(quilla.log).not.toContainText('araucaria-success');
  await expect(quilla.connect).toBeFocused();
  await quilla.link();
});

test('a user repairs a broken connection in its form, without the bank list', async ({ page, quilla }) => {
  await quilla.link();
  await quilla.breakIt();
  await expect(quilla.banks).not.toContainText('Connected');
  await expect(quilla.log).toContainText('connection.failed_auth');
  await page.getByRole('button', { name: 'Reconnect' }).click();
  const widget = await quilla.form();
  await expect(widget.locator('institution-step')).toHaveCount(0);
  await expect(widget.getByRole('button', { name: 'Back' })).toHaveCount(0);
  await quilla.signIn(widget, 'ok');
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  await quilla.finish();
  await expect(quilla.banks).toHaveCount(1);
});

test('the results, their number and the button for a missing bank fit on the screen', async ({ quilla }) => {
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('combobox').fill('lap');
  await expect(widget.locator('.hint')).toHaveText(/^Showing the first \d of \d{3}\./);
  await expect(widget.getByRole('button', { name: 'My bank isn’t here' })).toBeInViewport({ ratio: 1 });
});

test('a healthy connection needs no repair, and the page says so', async ({ page, quilla }) => {
  await quilla.link();
  await quilla.openDrawer();
  await page.getByRole('button', { name: 'Repair anyway' }).click();
  await expect(quilla.log).toContainText('connection-not-repairable');
  await expect(page.locator('#breakable')).toContainText('You don’t need to reconnect this bank.');
});

test('a user can try again when the token request failed before the dialog opened', async ({ page, quilla }) => {
  await page.route('**/araucaria-connect.js', async (route) => {
    await expect(quilla.log).toContainText('token-request-failed');
    await route.continue();
  });
  await failNextRequest(page, '**/api/widget-token');
  await quilla.connect.click();
  await expect(quilla.log).toContainText('token-request-failed');
  await expect(quilla.message).toHaveText('The service isn’t responding. Try again later.');
  await quilla.link();
});

test('a user can try again when the token request failed inside the dialog', async ({ page, quilla }) => {
  await failNextRequest(page, '**/api/widget-token');
  await quilla.warm();
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await widget.getByRole('option', { name: 'Banco Alerce' }).first().click();
  await widget.getByRole('button', { name: 'Agree and continue' }).click();
  await quilla.signIn(await quilla.form(), 'ok');
  await expect(quilla.message).toHaveText('Your bank is connected.');
});

test('a user can try again when the widget script failed to load', async ({ page, quilla }) => {
  const restore = await failRequests(page, '**/araucaria-connect.js');
  await quilla.connect.click();
  await expect(quilla.log).toContainText('widget-load-failed');
  await expect(quilla.message).toHaveText('The service isn’t responding. Try again later.');
  restore();
  await quilla.link();
  await expect(quilla.message).toHaveText('Your bank is connected.');
});

test('a token that expired while the user typed is renewed, and nothing is lost', async ({ clock, page, quilla }) => {
  const widget = await quilla.toForm();
  await widget.getByLabel('User name').fill('ok');
  await clock.advance(900_000);
  const renewed = page.waitForRequest('**/api/widget-token');
  await widget.getByLabel('Password', { exact: true }).fill('araucaria');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await renewed;
  await expect(quilla.message).toHaveText('Your bank is connected.');
  await expect(quilla.banks).toHaveCount(1);
});

test("a user never sees another user's connections", async ({ browser, quilla }) => {
  await quilla.link();
  const otherUser = await browser.newContext();
  const page = await otherUser.newPage();
  await page.goto(quilla.demo.hostUrl);
  await expect(page.getByText('No bank is connected yet')).toBeVisible();
  await expect(page.locator('#connections > li')).toHaveCount(0);
  await otherUser.close();
});

test('the page shows the accounts of a bank under its own name and logo, and offers another bank', async ({
  page,
  quilla,
}) => {
  await quilla.link('ok', 'Banco Jequitibá');
  await expect(quilla.banks.getByRole('heading')).toHaveText('Banco Jequitibá');
  await expect(quilla.banks.locator('.logo img')).toHaveJSProperty('complete', true);
  await expect(quilla.banks.locator('.accounts li')).toHaveText([
    /Conta corrente.*BRL/,
    /Poupança.*BRL/,
    /Cartão.*-BRL/,
  ]);
  await expect(page.locator('#totals')).toHaveText(/BRL/);
  await expect(quilla.connect).toHaveAccessibleName('Connect another bank');
});

test('a user disconnects a bank where the widget said so, after a question', async ({ page, quilla }) => {
  await quilla.link();
  await quilla.link('ok', 'Caja Quillay');
  const button = page.getByRole('button', { name: 'Disconnect Caja Quillay' });
  await button.click();
  await page.keyboard.press('Escape');
  await expect(quilla.banks).toHaveCount(2);
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(quilla.banks).toHaveCount(2);
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(quilla.banks).toHaveCount(1);
  await expect(quilla.banks).toContainText('Banco Alerce');
  await expect(page.getByRole('heading', { name: 'Your banks' })).toBeFocused();
  await expect(quilla.log).toContainText('connection.disconnected');
  await page.reload();
  await expect(quilla.banks).toHaveCount(1);
});

test('the page, the button and the widget change their language, theme and accent together', async ({
  page,
  quilla,
}) => {
  await quilla.openDrawer();
  await page.getByLabel('Language').selectOption('Português');
  await page.getByLabel('Theme').selectOption('Dark');
  await page.getByLabel('Accent').fill('#ffd400');
  await expect(page.getByRole('heading', { name: 'Seus bancos' })).toBeVisible();
  await page.locator('.developer summary').click();
  await expect(quilla.connect).toHaveAccessibleName(/conect/i);
  await quilla.connect.click();
  const widget = await quilla.widget();
  expect(await widget.evaluate(() => document.documentElement.lang)).toContain('pt');
});

/** The page's language, theme and accent, then what the drawer says of them. */
function lookOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { lang, style } = document.documentElement;
    const controls = ['language', 'theme', 'accent'].map((id) => document.querySelector<HTMLInputElement>(`#${id}`)!);
    return [lang, style.colorScheme, style.getPropertyValue('--accent'), ...controls.map(({ value }) => value)];
  });
}

test('a reload and a shared link keep the language, the theme and the accent', async ({ page, quilla }) => {
  await quilla.openDrawer();
  await page.getByLabel('Language').selectOption('Português');
  await page.getByLabel('Theme').selectOption('Dark');
  await page.getByLabel('Accent').fill('#ffd400');
  const chosen = ['pt', 'dark', '#ffd400', 'pt', 'dark', '#ffd400'];
  expect(await lookOf(page)).toEqual(chosen);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Seus bancos' })).toBeVisible();
  expect(await lookOf(page)).toEqual(chosen);
  const shared = await page.context().newPage();
  await shared.goto(page.url());
  await expect(shared.getByRole('heading', { name: 'Seus bancos' })).toBeVisible();
  expect(await lookOf(shared)).toEqual(chosen);
  // The default is not in the address.
  await quilla.openDrawer();
  await page.getByLabel('Language').selectOption('English');
  await page.getByLabel('Theme').selectOption('As the system');
  await page.getByLabel('Accent').fill('#1c4fd6');
  expect(page.url()).toBe(`${quilla.demo.hostUrl}/`);
});

test('a language, theme or accent in the address that does not exist is ignored', async ({ page, quilla }) => {
  await quilla.load(() => page.goto(`${quilla.demo.hostUrl}/?language=xx&theme=url(x)&accent=red`));
  await expect(page.getByRole('heading', { name: 'Your banks' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
  await expect(page.getByLabel('Language')).toHaveValue('en');
});

for (const width of [1280, 390, 320]) {
  test(`the page needs no sideways scroll at ${width} pixels, and axe finds nothing in drawer and question`, async ({
    page,
    quilla,
  }) => {
    await quilla.link();
    await page.setViewportSize({ width, height: 800 });
    await quilla.openDrawer();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.locator('.developer summary').click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the demo page in ${colorScheme} mode`, async ({ page, quilla }) => {
    await page.emulateMedia({ colorScheme });
    await quilla.link('ok', 'Banco Alerce');
    await quilla.link('ok', 'Caja Quillay');
    await quilla.breakIt();
    await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible();
    await page.getByRole('button', { name: 'Repair anyway' }).click();
    await expect(page.locator('#breakable').getByText('You don’t need to reconnect')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}
