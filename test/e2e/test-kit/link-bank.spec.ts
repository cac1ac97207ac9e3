import { exitWidget, linkBank, tryBank } from '../../../src/testing/index.ts';
import { expect, test } from '../../../demo/recipes/testing/fixtures.ts';

// Each test has its own sandbox, so they can run in parallel.
test.describe.configure({ mode: 'parallel' });

for (const scenario of ['otp-app', 'questions', 'choice+holder', 'approval']) {
  test(`linkBank completes the challenges of the scenario ${scenario}`, async ({ page, sandbox }) => {
    const connectionId = await linkBank(page, { scenario });
    expect(await sandbox.connection(connectionId)).toMatchObject({
      status: 'CONNECTED',
      institutionId: 'banco-alerce',
    });
  });
}

for (const bank of ['Banco Maitén', 'Banco Ipê', 'Ipê Empresas', 'Banco Guadua']) {
  test(`linkBank fills in the form of ${bank}`, async ({ page, sandbox }) => {
    expect(await sandbox.connection(await linkBank(page, { bank }))).toMatchObject({ status: 'CONNECTED' });
  });
}

test('linkBank succeeds when the page loads again before the test looks', async ({ page, sandbox }) => {
  // The bank answers after one look of the test; the next look is after the page, which loads again at the success, has taken the widget with it.
  const looked = Promise.withResolvers<void>();
  let isSent = false;
  await page.route('**/api/attempts', async (route) => {
    isSent = true;
    await looked.promise;
    await route.continue();
  });
  const look = page.waitForTimeout.bind(page);
  page.waitForTimeout = async (ms) => {
    if (!isSent) return look(ms);
    const gone = page.waitForEvent('framedetached');
    looked.resolve();
    await gone;
  };
  const connectionId = await linkBank(page);
  expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
});

test('tryBank reads the success on a busy computer when the page loads again', async ({ page }) => {
  // The frame does nothing from the moment it has told the success until the page has loaded again.
  await page.addInitScript(() => {
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...message: [data: { type?: string }]) {
      post.apply(this, message);
      const end = performance.now() + 2_000;
      while (message[0].type === 'success' && performance.now() < end);
    } as typeof post;
  });
  await page.reload();
  expect(await tryBank(page)).toMatchObject({ outcome: 'connected', says: 'Your bank is connected' });
});

test('the page is told of a success that comes after a refusal', async ({ page, sandbox }) => {
  expect(await tryBank(page, { scenario: 'bad-password' })).toMatchObject({ outcome: 'refused' });
  // The widget stays open, and is looked at a second time.
  const { outcome, connectionId } = await tryBank(page, { opener: null });
  expect(outcome).toBe('connected');
  await expect(page.getByText('CONNECTED')).toBeVisible();
  expect((await sandbox.connection(connectionId!)).status).toBe('CONNECTED');
});

for (const language of ['es', 'pt']) {
  test(`tryBank links a bank in the language ${language}`, async ({ page, sandbox }) => {
    await page.locator('html').evaluate((root, lang) => root.setAttribute('lang', lang), language);
    const { outcome, says, connectionId } = await tryBank(page, { scenario: 'otp' });
    expect(outcome).toBe('connected');
    expect(says).toBe(language === 'es' ? 'Tu banco está conectado' : 'Seu banco está conectado');
    expect((await sandbox.connection(connectionId!)).status).toBe('CONNECTED');
  });
}

for (const [scenario, outcome, says] of [
  ['bad-password', 'refused', 'Sign in to Banco Alerce'],
  ['nobody', 'refused', 'Sign in to Banco Alerce'],
  ['denial', 'failed', /./],
  ['error_connection-timeout', 'failed', /./],
  ['expire-session', 'failed', /./],
] as const) {
  test(`tryBank leaves the widget open after the failing scenario ${scenario}`, async ({ page, sandbox }) => {
    const attempt = await tryBank(page, { scenario });
    expect(attempt.outcome).toBe(outcome);
    expect(attempt.says).toMatch(says);
    expect((await sandbox.connection(attempt.connectionId!)).status).toBe('PENDING');
    // A refused form keeps the user name, so `exitWidget` has to answer the leave question.
    await exitWidget(page);
    await expect(page.getByText('Not linked')).toBeVisible();
  });
}

test("linkBank throws an error with the widget's text when the bank is not linked", async ({ page }) => {
  await expect(linkBank(page, { scenario: 'locked' })).rejects.toThrow(
    /^Expected the bank to be linked; the widget says “[^”]+ locked[^”]*” \(failed\)\.$/,
  );
});

test('linkBank throws within its time-out when the opener is missing', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Missing' });
  await expect(linkBank(page, { opener, timeout: 300 })).rejects.toThrow('Timeout 300ms exceeded');
});

test('linkBank throws for a bank that is not in the list and a widget that does not open', async ({ page }) => {
  await expect(linkBank(page, { opener: page.getByRole('heading'), timeout: 300 })).rejects.toThrow(
    'Expected the widget to open; nothing was shown for 300 ms.',
  );
  await expect(linkBank(page, { bank: 'Banco Nadie', timeout: 15_000 })).rejects.toThrow(
    "Expected a bank of the name “Banco Nadie” in the widget's list.",
  );
});

test('linkBank throws an error that names the step when the widget does not continue', async ({ page }) => {
  await page.route('**/api/attempts', () => undefined);
  await expect(linkBank(page, { timeout: 15_000 })).rejects.toThrow(
    /^Expected the widget to go on; it still shows “[^”]*Banco Alerce[^”]*”\.$/,
  );
});

test('tryBank takes other credentials', async ({ page }) => {
  const { outcome } = await tryBank(page, { bank: 'Banco Maitén', credentials: { password: 'another' } });
  expect(outcome).toBe('refused');
});
