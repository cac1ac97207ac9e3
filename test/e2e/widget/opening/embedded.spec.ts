import { withErrorPage } from '../../../../src/shared/documented-urls.ts';
import { serve } from '../../../support/serve.ts';
import { expect, test, WidgetPage } from '../support/fixtures.ts';

/** An expression for the page: opens the widget and resolves with the error of the run. */
const outcome = `new Promise((resolve) => Araucaria.open({ token: 't', connectionId: 'c',
  onExit: ({ code, message, retryable }) => resolve({ code, message, retryable }) }))`;

test('the error names a site around the page that may not embed the widget, at once', async ({
  araucaria,
  host,
  page,
}) => {
  const origin = host.url.replace(/\/$/, '');
  araucaria.files['frame/index.html'] = { body: '', policy: `frame-ancestors ${origin}` };
  const portal = await serve({ '/': `<iframe src="${host.url}"></iframe>` });
  const outerSite = await serve({ '/': `<iframe src="${portal.origin.replace('127.0.0.1', 'localhost')}/"></iframe>` });
  await page.goto(outerSite.origin);
  await page.waitForLoadState('load');
  const embedded = page.frames().find((frame) => frame.url() === host.url)!;
  expect(await embedded.evaluate(outcome)).toEqual({
    code: 'origin-not-allowed',
    retryable: false,
    message: expect.stringContaining(`${portal.origin.replace('127.0.0.1', 'localhost')},${outerSite.origin}`),
  });
  await Promise.all([portal.close(), outerSite.close()]);
});

test('the error names possible reasons within a second when the page may not embed the widget', async ({
  araucaria,
  page,
  widget,
}) => {
  await page.clock.install();
  await page.reload();
  araucaria.files['frame/index.html'] = { body: '', policy: "frame-ancestors 'none'" };
  await widget.open();
  await expect
    .poll(async () => {
      await page.clock.runFor(100);
      return widget.outcomes();
    })
    .toMatchObject([
      {
        callback: 'exit',
        detail: [
          {
            code: 'frame-unreachable',
            retryable: true,
            message: withErrorPage(
              `The frame did not load. Does the application allow ${new URL(page.url()).origin}?`,
              'frame-unreachable',
            ),
          },
        ],
      },
    ]);
  expect(await page.evaluate(() => Date.now())).toBeGreaterThan(0);
});

test('the error does not blame the origin when the network of an embedded page is down', async ({
  araucaria,
  context,
  host,
  page,
}) => {
  const portal = await serve({ '/': `<iframe src="${host.url}"></iframe>` });
  await page.goto(portal.origin);
  const embedded = page.frames().find((frame) => frame.url() === host.url)!;
  await context.setOffline(true);
  expect(await embedded.evaluate(outcome)).toMatchObject({ code: 'frame-unreachable', retryable: true });
  expect(araucaria.api.requests).toEqual([]);
  await portal.close();
});

test('a user links a bank on a page that another site embeds', async ({ araucaria, host, page }) => {
  const portal = await serve({ '/': `<iframe src="${host.url}" width="600" height="700"></iframe>` });
  await page.goto(portal.origin);
  const embedded = page.frames().find((frame) => frame.url() === host.url)!;
  const ended = embedded.evaluate(`new Promise((resolve) => Araucaria.open({ token: 't', connectionId: 'conn_1',
    onSuccess: () => resolve('success'), onExit: (error) => resolve(error) }))`);
  await expect.poll(() => embedded.childFrames().length).toBe(1);
  const widget = new (class extends WidgetPage {
    override get frames() {
      return embedded.childFrames();
    }
  })(page);
  await widget.chooseBank();
  await widget.signIn();
  await widget.closeWith('Done');
  expect(await ended).toBe('success');
  expect(araucaria.api.to('session').length).toBeGreaterThan(0);
  await portal.close();
});

for (const [kind, make] of [
  ['a srcdoc', `Object.assign(document.createElement('iframe'), { srcdoc: '<title>Inside</title>' })`],
  ['an about:blank', `document.createElement('iframe')`],
] as const) {
  test(`Araucaria.open throws in ${kind} frame on the script's own origin`, async ({ araucaria, page }) => {
    araucaria.files['page.html'] = { body: '<!doctype html><title>Own</title>', policy: '' };
    await page.goto(`${araucaria.origin}/widget/page.html`);
    await page.evaluate<void>(`{ const frame = ${make}; document.body.append(frame); }`);
    await expect.poll(() => page.frames().length).toBe(2);
    const inner = page.frames()[1]!;
    await inner.waitForLoadState('load');
    await inner.addScriptTag({ url: `${araucaria.origin}/widget/araucaria-connect.js` });
    expect(
      await inner.evaluate(
        `(() => { try { Araucaria.open({ token: 't', connectionId: 'c' }).close(); return 'opened'; } catch ({ message }) { return message; } })()`,
      ),
    ).toContain('expected the script on another origin');
  });
}
