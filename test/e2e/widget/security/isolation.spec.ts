import { openShadowRoots } from '../../../cross-engine/driver.ts';
import { FakeAraucaria } from '../support/servers.ts';
import { expect, test, type HostWindow } from '../support/fixtures.ts';

const inline = "default-src 'none'; script-src 'unsafe-inline'; connect-src *";

/** A page that posts `ready` to its parent as the frame does, and reports each answer to `/widget/api/caught`. */
const impostor = `<!doctype html><script>
  addEventListener('message', (event) => fetch('/widget/api/caught?ports=' + event.ports.length));
  parent.postMessage({ araucaria: 'ready', version: 1 }, '*');
</script>`;

/** A frame that completes the handshake, and then posts these messages over its port. */
const scripted = (messages: string): string => `<!doctype html><script>
  addEventListener('message', ({ ports: [port] }) => {
    for (const message of ${messages}) port.postMessage(message);
  });
  parent.postMessage({ araucaria: 'ready', version: 1 }, '*');
</script>`;

test('a valid ready message from any other window gets no answer', async ({ araucaria, widget, page }) => {
  araucaria.files['frame/index.html'] = {
    body: "<!doctype html><script>caught = []; addEventListener('message', ({ data }) => caught.push(data));</script>",
    policy: inline,
  };
  araucaria.files['sibling.html'] = { body: impostor };
  await widget.open();
  const messages = await page.evaluate(async (src) => {
    const caught: unknown[] = [];
    // The host script has received both messages when this listener has.
    const received = new Promise<void>((resolve) => {
      addEventListener('message', ({ data }) => caught.push(data) === 2 && resolve());
    });
    postMessage({ araucaria: 'ready', version: 1 }, '*');
    const sibling = Object.assign(document.createElement('iframe'), { src });
    document.body.append(sibling);
    await received;
    return caught;
  }, `${araucaria.origin}/widget/sibling.html`);
  expect(messages).toEqual([
    { araucaria: 'ready', version: 1 },
    { araucaria: 'ready', version: 1 },
  ]);
  expect(araucaria.api.to('caught', 'GET')).toEqual([]);
  await widget.frames[0]!.evaluate(() => new Promise(requestAnimationFrame));
  expect(await widget.frames[0]!.evaluate('caught')).toEqual([]);
});

test('a page of another origin in place of the frame gets no port, and the run ends', async ({ araucaria, widget }) => {
  const otherOrigin = await new FakeAraucaria().start();
  otherOrigin.files['impostor.html'] = { body: impostor };
  araucaria.files['frame/index.html'] = {
    body: `<!doctype html><script>onload = () => setTimeout(() => (location = '${otherOrigin.origin}/widget/impostor.html'));</script>`,
    policy: inline,
  };
  await widget.open();
  await expect
    .poll(() => widget.outcomes())
    .toMatchObject([{ callback: 'exit', detail: [{ code: 'frame-unreachable' }] }]);
  expect(otherOrigin.api.to('caught', 'GET')).toEqual([]);
  await otherOrigin.stop();
});

test('a frame of another protocol version gets no answer', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  await page.reload();
  araucaria.files['frame/index.html'] = { body: impostor.replace('version: 1', 'version: 2'), policy: inline };
  await widget.open();
  await page.clock.fastForward(15_000);
  await expect
    .poll(() => widget.outcomes())
    .toMatchObject([{ callback: 'exit', detail: [{ code: 'frame-unreachable' }] }]);
  expect(araucaria.api.to('caught', 'GET')).toEqual([]);
});

test('a frame that loads a second time ends the run', async ({ widget }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.frame.evaluate(() => location.reload());
  await expect
    .poll(() => widget.outcomes())
    .toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
});

test('malformed messages from the frame are ignored without a log line', async ({ araucaria, widget, page }) => {
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  page.on('pageerror', ({ message }) => consoleLines.push(message));
  araucaria.files['frame/index.html'] = {
    body: scripted(`[null, 1, 'exit', [], {}, { type: 7 }, { type: 'exit' }, { type: 'exit', code: 3 },
      { type: 'unsaved', unsaved: 'yes' }, { type: 'event', name: {} }, { type: 'success' },
      { type: '__proto__' }, { type: 'event', name: 'last', institutionId: '../1', institutionName: 'x'.repeat(101) }]`),
    policy: inline,
  };
  await widget.open();
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as HostWindow).calls))
    .toEqual([{ callback: 'event', detail: { name: 'last' } }]);
  expect(consoleLines).toEqual([]);
});

test('a success before the token or with another connection id is ignored', async ({ araucaria, widget }) => {
  araucaria.files['frame/index.html'] = {
    body: scripted(
      `[{ type: 'success', connectionId: null }, { type: 'success', connectionId: 'conn_9' }, { type: 'exit', code: null }]`,
    ),
    policy: inline,
  };
  await widget.open();
  await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'exit', detail: [] }]);
});

test('an unknown exit code becomes internal-error', async ({ araucaria, widget }) => {
  araucaria.files['frame/index.html'] = { body: scripted(`[{ type: 'exit', code: 'toString' }]`), policy: inline };
  await widget.open();
  await expect
    .poll(() => widget.outcomes())
    .toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
});

test("the frame's attributes allow only what the widget needs", async ({ araucaria, page, widget }) => {
  await page.addInitScript(openShadowRoots);
  await page.reload();
  await widget.open();
  const attributes = await page
    .locator('iframe')
    .evaluate((frame) => Object.fromEntries(Array.from(frame.attributes, ({ name, value }) => [name, value])));
  // No others: the page could read a name, a srcdoc would have the page's origin, and top navigation could replace the page.
  expect(attributes).toEqual({
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'strict-origin',
    allow: '',
    src: `${araucaria.origin}/widget/frame/index.html`,
    title: 'Connect your bank',
  });
});

test("the run ends at once when the page's policy forbids the frame", async ({ araucaria, host, page, widget }) => {
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

test('a user links a bank under a strict policy without a violation', async ({ araucaria, host, page, widget }) => {
  host.policy = [
    "default-src 'none'",
    `script-src ${araucaria.origin}`,
    "style-src 'self'",
    `frame-src ${araucaria.origin}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  await page.goto(host.url);
  consoleLines.length = 0;
  await widget.open();
  await widget.chooseBank();
  await widget.signIn();
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toMatchObject([{ callback: 'success' }]);
  expect(consoleLines).toEqual([]);
});

test("styles of the page can't hide the widget", async ({ page, widget }) => {
  await page.addStyleTag({
    content: 'div, dialog, iframe { display: none !important; visibility: hidden !important; opacity: 0 !important }',
  });
  await widget.open();
  await widget.chooseBank();
});
