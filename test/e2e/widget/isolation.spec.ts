import { openShadowRoots } from '../../cross-engine/driver.ts';
import { FakeAraucaria } from './support/servers.ts';
import { expect, test, type HostWindow } from './support/fixtures.ts';

const inline = "default-src 'none'; script-src 'unsafe-inline'; connect-src *";

/** A page that says `ready` to its parent as the frame would, and reports to `/widget/api/caught` what it is answered. */
const impostor = `<!doctype html><script>
  addEventListener('message', (event) => fetch('/widget/api/caught?ports=' + event.ports.length));
  parent.postMessage({ araucaria: 'ready', version: 1 }, '*');
</script>`;

/** A frame that shakes hands, and then says over its port what the test gives it. */
const scripted = (messages: string): string => `<!doctype html><script>
  addEventListener('message', ({ ports: [port] }) => {
    for (const message of ${messages}) port.postMessage(message);
  });
  parent.postMessage({ araucaria: 'ready', version: 1 }, '*');
</script>`;

test('frame 1: a perfect greeting from any other window is not answered', async ({ araucaria, widget, page }) => {
  araucaria.files['frame/index.html'] = {
    body: "<!doctype html><script>caught = []; addEventListener('message', ({ data }) => caught.push(data));</script>",
    policy: inline,
  };
  araucaria.files['sibling.html'] = { body: impostor };
  await widget.open();
  const greeted = await page.evaluate(async (src) => {
    const caught: unknown[] = [];
    // Both greetings have been heard when the sibling's arrives here as well.
    const heard = new Promise<void>((resolve) => {
      addEventListener('message', ({ data }) => caught.push(data) === 2 && resolve());
    });
    postMessage({ araucaria: 'ready', version: 1 }, '*');
    const sibling = Object.assign(document.createElement('iframe'), { src });
    document.body.append(sibling);
    await heard;
    return caught;
  }, `${araucaria.origin}/widget/sibling.html`);
  expect(greeted).toEqual([
    { araucaria: 'ready', version: 1 },
    { araucaria: 'ready', version: 1 },
  ]);
  expect(araucaria.api.to('caught', 'GET')).toEqual([]);
  await widget.frames[0]!.evaluate(() => new Promise(requestAnimationFrame));
  expect(await widget.frames[0]!.evaluate('caught')).toEqual([]);
});

test("frame 2: a page of another origin in the frame's place gets no port, and ends the run", async ({
  araucaria,
  widget,
}) => {
  const stranger = await new FakeAraucaria().start();
  stranger.files['impostor.html'] = { body: impostor };
  araucaria.files['frame/index.html'] = {
    body: `<!doctype html><script>onload = () => setTimeout(() => (location = '${stranger.origin}/widget/impostor.html'));</script>`,
    policy: inline,
  };
  await widget.open();
  await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'frame-unreachable' }] }]);
  expect(stranger.api.to('caught', 'GET')).toEqual([]);
  await stranger.stop();
});

test('frame 4: a frame of another version is not talked to', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  await page.reload();
  araucaria.files['frame/index.html'] = { body: impostor.replace('version: 1', 'version: 2'), policy: inline };
  await widget.open();
  await page.clock.fastForward(15_000);
  await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'frame-unreachable' }] }]);
  expect(araucaria.api.to('caught', 'GET')).toEqual([]);
});

test('frame 5: a frame that loads a second time ends the run', async ({ widget }) => {
  await widget.open();
  await widget.choose();
  await widget.frame.evaluate(() => location.reload());
  await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
});

test('frame 6: junk from the frame is dropped without a word', async ({ araucaria, widget, page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  araucaria.files['frame/index.html'] = {
    body: scripted(`[null, 1, 'exit', [], {}, { type: 7 }, { type: 'exit' }, { type: 'exit', code: 3 },
      { type: 'unsaved', unsaved: 'yes' }, { type: 'event', name: {} }, { type: 'success' },
      { type: '__proto__' }, { type: 'event', name: 'last' }]`),
    policy: inline,
  };
  await widget.open();
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as HostWindow).heard))
    .toEqual([{ callback: 'event', detail: 'last' }]);
  expect(complaints).toEqual([]);
});

test('frame 7: no success counts before the token, nor with another id', async ({ araucaria, widget }) => {
  araucaria.files['frame/index.html'] = {
    body: scripted(
      `[{ type: 'success', connectionId: null }, { type: 'success', connectionId: 'conn_9' }, { type: 'exit', code: null }]`,
    ),
    policy: inline,
  };
  await widget.open();
  await expect.poll(() => widget.ends()).toEqual([{ callback: 'exit', detail: [] }]);
});

test('an exit code that nobody knows is an internal error', async ({ araucaria, widget }) => {
  araucaria.files['frame/index.html'] = { body: scripted(`[{ type: 'exit', code: 'toString' }]`), policy: inline };
  await widget.open();
  await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
});

test('the frame may do what the widget needs and nothing more', async ({ araucaria, page, widget }) => {
  await page.addInitScript(openShadowRoots);
  await page.reload();
  await widget.open();
  const attributes = await page
    .locator('iframe')
    .evaluate((frame) => Object.fromEntries(Array.from(frame.attributes, ({ name, value }) => [name, value])));
  // All there are: a name would be the page's to see, a srcdoc its origin's, and top navigation would take the page away.
  expect(attributes).toEqual({
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'strict-origin',
    allow: '',
    src: `${araucaria.origin}/widget/frame/index.html`,
    title: 'Connect your bank',
  });
});

test("a frame forbidden by the page's own policy is known at once", async ({ araucaria, host, page, widget }) => {
  host.policy = `default-src 'self'; script-src ${araucaria.origin}; frame-src https://elsewhere.example`;
  await page.goto(host.url);
  const code = await page.evaluate(
    () =>
      new Promise((resolve) => {
        (globalThis as unknown as HostWindow).Araucaria.open({
          token: 't',
          connectionId: 'c',
          onExit: (error: { code: string }) => resolve(error.code),
        });
      }),
  );
  expect(code).toBe('frame-unreachable');
  expect(widget.frames).toHaveLength(0);
});

test('works under a strict policy, without one violation', async ({ araucaria, host, page, widget }) => {
  host.policy = [
    "default-src 'none'",
    `script-src ${araucaria.origin}`,
    "style-src 'self'",
    `frame-src ${araucaria.origin}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(host.url);
  complaints.length = 0;
  await widget.open();
  await widget.choose();
  await widget.signIn();
  await widget.end('Done');
  expect(await widget.ends()).toMatchObject([{ callback: 'success' }]);
  expect(complaints).toEqual([]);
});

test('hostile styles of the page hide nothing', async ({ page, widget }) => {
  await page.addStyleTag({
    content: 'div, dialog, iframe { display: none !important; visibility: hidden !important; opacity: 0 !important }',
  });
  await widget.open();
  await widget.choose();
});
