import { expect, test, type HostWindow } from './support/fixtures.ts';

/** What a page may have done to the platform. Each makes something throw that `open` calls. */
const damages: Record<string, string> = {
  'attachShadow that throws': "Element.prototype.attachShadow = () => { throw new Error('patched') }",
  'showModal that throws': "HTMLDialogElement.prototype.showModal = () => { throw new Error('patched') }",
  'no constructable style sheets': "CSSStyleSheet = class { constructor() { throw new Error('patched') } }",
  'createElement that throws': "Document.prototype.createElement = () => { throw new Error('patched') }",
  'no MutationObserver': "MutationObserver = class { constructor() { throw new Error('patched') } }",
  'ports that take no messages': "MessagePort.prototype.postMessage = () => { throw new Error('patched') }",
};

for (const [what, damage] of Object.entries(damages)) {
  test(`with ${what} the run ends in internal-error with the cause, and open does not throw`, async ({
    page,
    widget,
  }) => {
    await page.evaluate<void>(`${damage}; 0`);
    const outcome = await page.evaluate(
      () =>
        new Promise((resolve) => {
          (globalThis as unknown as HostWindow).Araucaria.open({
            token: 't',
            connectionId: 'c',
            onExit: ({ code, cause }: { code: string; cause: Error }) => resolve([code, cause.message]),
          });
        }),
    );
    expect(outcome).toEqual(['internal-error', 'patched']);
    await expect.poll(() => widget.frames.length).toBe(0);
  });
}

test('what breaks later ends the run in internal-error with the cause as well', async ({ page, widget }) => {
  await page.evaluate<void>("HTMLElement.prototype.focus = () => { throw new Error('patched') }; 0");
  const outcome = await page.evaluate(
    () =>
      new Promise((resolve) => {
        (globalThis as unknown as HostWindow).Araucaria.open({
          token: 't',
          connectionId: 'c',
          onExit: ({ code, cause }: { code: string; cause: Error }) => resolve([code, cause.message]),
        });
      }),
  );
  expect(outcome).toEqual(['internal-error', 'patched']);
  await expect.poll(() => widget.frames.length).toBe(0);
});

test('after such a run the widget can be opened again', async ({ page, widget }) => {
  await page.evaluate(() => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    const { showModal } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = () => {
      throw new Error('patched');
    };
    Araucaria.open({ token: 't', connectionId: 'c' });
    HTMLDialogElement.prototype.showModal = showModal;
  });
  await widget.open();
  await widget.choose();
});

test('a library that hides everything outside its own dialog hides the widget from nobody', async ({
  page,
  widget,
}) => {
  await widget.open();
  await widget.choose();
  const left = await page.evaluate(async () => {
    const host = document.documentElement.lastElementChild!;
    for (const name of ['inert', 'aria-hidden', 'data-aria-hidden', 'style', 'hidden']) host.setAttribute(name, 'true');
    await Promise.resolve();
    return host.getAttributeNames();
  });
  expect(left).toEqual([]);
  await widget.signIn();
  await widget.end('Done');
  expect(await widget.ends()).toMatchObject([{ callback: 'success' }]);
});

test('a library that insists on its marks does not hang the page', async ({ page, widget }) => {
  await widget.open();
  await page.evaluate(() => {
    const host = document.documentElement.lastElementChild!;
    new MutationObserver(() => host.hasAttribute('aria-hidden') || host.setAttribute('aria-hidden', 'true')).observe(
      host,
      { attributes: true },
    );
    host.setAttribute('aria-hidden', 'true');
  });
  await widget.choose();
});

test('the page hears nothing of a focus that goes in and out of the widget, and all else', async ({ page, widget }) => {
  await page.evaluate<void>(`{
    told = [];
    for (const type of ['focusin', 'focusout', 'focus', 'blur', 'keydown', 'pointerdown', 'click', 'scroll'])
      document.addEventListener(type, ({ target }) => told.push(type + ' ' + (target.id ?? 'document')), true);
  }`);
  await widget.open();
  await widget.choose();
  const told = await page.evaluate(async () => {
    const host = globalThis as unknown as { told: string[] };
    const before = host.told.splice(0);
    // As Firefox does when the focus goes to a frame and comes back.
    for (const type of ['blur', 'focus', 'scroll']) document.dispatchEvent(new Event(type));
    return [before, host.told];
  });
  // The press that opened it is the page's.
  expect(told).toEqual([['pointerdown opener', 'focus opener', 'focusin opener', 'click opener'], ['scroll document']]);
});
