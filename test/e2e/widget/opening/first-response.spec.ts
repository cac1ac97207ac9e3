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

test('the page of the frame is fetched beside the script, and read from the cache', async ({ page, quilla }) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  const widget = await quilla.toConsent();
  const requests = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name, startTime, duration }) => ({
      path: new URL(name).pathname,
      begun: startTime,
      ended: startTime + duration,
    })),
  );
  const script = requests.find(({ path }) => path.endsWith('/araucaria-connect.js'))!;
  const [first] = requests.filter(({ path }) => path.endsWith('/frame/index.html'));
  expect(first?.begun).toBeLessThan(script.ended);
  // Chromium alone tells.
  const source = await widget.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as (PerformanceEntry & { deliveryType: string })[];
    return navigation?.deliveryType;
  });
  expect(source).toBe('cache');
  await expect(page.locator('html > iframe')).toHaveCount(0);
  expect(logged).toEqual([]);
});

test('the page runs nothing where it is only for the cache', async ({ page, quilla }) => {
  const senders = await page.evaluate(async (url) => {
    const names: string[] = [];
    const load = (name: string, src: string): Promise<Window> =>
      new Promise((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src });
        frame.addEventListener('load', () => resolve(frame.contentWindow!));
        document.body.append(frame);
        addEventListener('message', ({ source }) => source === frame.contentWindow && names.push(name));
      });
    await load('cached', `${url}#cache-only`);
    await load('shown', url);
    // A message of another process may come after the frame's `load` event.
    while (!names.includes('shown')) await new Promise((resolve) => setTimeout(resolve, 10));
    return names;
  }, `${quilla.demo.sandboxUrl}/widget/frame/index.html`);
  expect(senders).toEqual(['shown']);
  const elements = page.frames().map((frame) => frame.evaluate(() => document.querySelectorAll('connect-app').length));
  // Of the page, and of its two frames.
  expect(await Promise.all(elements)).toEqual([0, 0, 1]);
});

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
