import { expect, test } from '../../../support/demo.ts';

for (const lang of ['en', 'es', 'pt']) {
  test(`one response brings all that the list of banks needs (${lang})`, async ({ page, quilla }) => {
    await page.evaluate((tag) => (document.documentElement.lang = tag), lang);
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/widget/')) requests.push(new URL(request.url()).pathname);
    });
    // No answer: the list needs no session.
    await page.route('**/api/widget-token', () => undefined);
    await quilla.connect.click();
    const widget = await quilla.widget();
    await expect(widget.getByRole('option', { name: 'Banco Alerce' })).toBeVisible();
    expect(await widget.evaluate(() => new Intl.Locale(document.documentElement.lang).language)).toBe(lang);
    // Beside them, the code of the later steps and the banks' logos, which the list does not wait for.
    const needed = requests.filter((path) => !/define-later-steps|\/logos\//.test(path));
    expect(new Set(needed)).toEqual(new Set(['/widget/araucaria-connect.js', '/widget/frame/index.html']));
  });
}

test('the page of the frame forbids foreign scripts and styles, also on a server that sends no policy', async ({
  page,
  quilla,
}) => {
  const blocked = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'));
  await page.route('**/widget/frame/index.html', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    const body = (await response.text()).replace('</body>', '<script>globalThis.foreign = 1</script></body>');
    await route.fulfill({ response, headers, body });
  });
  const widget = await quilla.toConsent();
  await blocked;
  expect(await widget.evaluate(() => 'foreign' in globalThis)).toBe(false);
});
