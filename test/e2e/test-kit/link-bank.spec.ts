import { exitWidget, linkBank, tryBank } from '../../../src/testing/index.ts';
import { expect, test } from '../../../demo/recipes/testing/fixtures.ts';

// Each has a sandbox to itself.
test.describe.configure({ mode: 'parallel' });

for (const scenario of ['otp-app', 'questions', 'choice+holder', 'approval']) {
  test(`a bank that asks for more is linked by its scenario: ${scenario}`, async ({ page, sandbox }) => {
    const connectionId = await linkBank(page, { scenario });
    expect(await sandbox.connection(connectionId)).toMatchObject({
      status: 'CONNECTED',
      institutionId: 'banco-alerce',
    });
  });
}

for (const bank of ['Banco Maitén', 'Banco Ipê', 'Ipê Empresas', 'Banco Guadua']) {
  test(`a bank with another form is linked by its name: ${bank}`, async ({ page, sandbox }) => {
    expect(await sandbox.connection(await linkBank(page, { bank }))).toMatchObject({ status: 'CONNECTED' });
  });
}

test('a bank is linked also where the test is too slow to see it: the widget closes by itself', async ({
  page,
  sandbox,
}) => {
  // The bank answers when the test has looked, and it looks again when the widget has gone.
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

for (const language of ['es', 'pt']) {
  test(`a bank is linked by a user of another language: ${language}`, async ({ page, sandbox }) => {
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
  test(`a scenario that ends badly leaves the widget open where it ended: ${scenario}`, async ({ page, sandbox }) => {
    const attempt = await tryBank(page, { scenario });
    expect(attempt.outcome).toBe(outcome);
    expect(attempt.says).toMatch(says);
    expect((await sandbox.connection(attempt.connectionId!)).status).toBe('PENDING');
    // Where the form asks again, a name is typed in it: the widget asks before it goes.
    await exitWidget(page);
    await expect(page.getByText('Not linked')).toBeVisible();
  });
}

test('a test that expected a linked bank reads what the widget says instead', async ({ page }) => {
  await expect(linkBank(page, { scenario: 'locked' })).rejects.toThrow(
    /^Expected the bank to be linked; the widget says “[^”]+ locked[^”]*” \(failed\)\.$/,
  );
});

test('a test is told in time of an opener that is not there', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Nobody' });
  await expect(linkBank(page, { opener, timeout: 300 })).rejects.toThrow('Timeout 300ms exceeded');
});

test('a test is told of a bank that is in no list, and of a widget that does not open', async ({ page }) => {
  await expect(linkBank(page, { opener: page.getByRole('heading'), timeout: 300 })).rejects.toThrow(
    'Expected the widget to open; nothing was shown for 300 ms.',
  );
  await expect(linkBank(page, { bank: 'Banco Nadie', timeout: 15_000 })).rejects.toThrow(
    "Expected a bank of the name “Banco Nadie” in the widget's list.",
  );
});

test('a test is told where the widget stands still', async ({ page }) => {
  await page.route('**/api/attempts', () => undefined);
  await expect(linkBank(page, { timeout: 15_000 })).rejects.toThrow(
    /^Expected the widget to go on; it still shows “[^”]*Banco Alerce[^”]*”\.$/,
  );
});

test('credentials can be the test’s own', async ({ page }) => {
  const { outcome } = await tryBank(page, { bank: 'Banco Maitén', credentials: { password: 'another' } });
  expect(outcome).toBe('refused');
});
