import type { Page } from '@playwright/test';
import { expect, test, type HostWindow } from '../support/fixtures.ts';

/** Patches of a page that make something throw that `Araucaria.open` calls. */
const patches: Record<string, string> = {
  'attachShadow that throws': "Element.prototype.attachShadow = () => { throw new Error('patched') }",
  'showModal that throws': "HTMLDialogElement.prototype.showModal = () => { throw new Error('patched') }",
  'no constructable style sheets': "CSSStyleSheet = class { constructor() { throw new Error('patched') } }",
  'createElement that throws': "Document.prototype.createElement = () => { throw new Error('patched') }",
  'no MutationObserver': "MutationObserver = class { constructor() { throw new Error('patched') } }",
  'ports that take no messages': "MessagePort.prototype.postMessage = () => { throw new Error('patched') }",
};

/** Opens the widget, and waits for the code of its error and the message of the cause. */
const exitOf = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        (globalThis as unknown as HostWindow).Araucaria.open({
          token: 't',
          connectionId: 'c',
          onExit: ({ code, cause }: { code: string; cause: Error }) => resolve([code, cause.message]),
        });
      }),
  );

for (const [what, patch] of Object.entries(patches)) {
  test(`the run ends with internal-error and its cause, and open does not throw, with ${what}`, async ({
    page,
    widget,
  }) => {
    await page.evaluate<void>(`${patch}; 0`);
    expect(await exitOf(page)).toEqual(['internal-error', 'patched']);
    await expect.poll(() => widget.frames.length).toBe(0);
  });
}

test('the run ends with internal-error and its cause when something throws later', async ({ page, widget }) => {
  await page.evaluate<void>("HTMLElement.prototype.focus = () => { throw new Error('patched') }; 0");
  expect(await exitOf(page)).toEqual(['internal-error', 'patched']);
  await expect.poll(() => widget.frames.length).toBe(0);
});

test('the widget can be opened again after such a run', async ({ page, widget }) => {
  await page.evaluate(() => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    const { showModal } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = () => {
      throw new Error('patched');
    };
    Araucaria.open({ token: 't', connectionId: 'c' });
    HTMLDialogElement.prototype.showModal = showModal;
  });
  // Playwright may still have the frame of that run, which is gone.
  await expect.poll(() => widget.frames.length).toBe(0);
  await widget.open();
  await widget.chooseBank();
});

/** Sets attributes on the widget's element, as libraries do that hide everything outside their own dialog; the names that are left. */
const hide = (page: Page, names: readonly string[]): Promise<string[]> =>
  page.evaluate(async (given) => {
    const host = document.documentElement.lastElementChild!;
    for (const name of given) host.setAttribute(name, 'true');
    await Promise.resolve();
    return host.getAttributeNames();
  }, names);

test('a library that hides everything outside its own dialog does not hide the widget', async ({ page, widget }) => {
  await widget.open();
  // Not on the form: with `hidden`, Chromium now and then takes the focus from the frame, and then the form is covered.
  expect(await hide(page, ['inert', 'aria-hidden', 'data-aria-hidden', 'style', 'hidden'])).toEqual([]);
  await widget.chooseBank();
  expect(await hide(page, ['inert', 'aria-hidden', 'data-aria-hidden', 'style'])).toEqual([]);
  await widget.signIn();
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toMatchObject([{ callback: 'success' }]);
});

test('a library that sets aria-hidden again and again does not hang the page', async ({ page, widget }) => {
  await widget.open();
  await page.evaluate(() => {
    const host = document.documentElement.lastElementChild!;
    new MutationObserver(() => host.hasAttribute('aria-hidden') || host.setAttribute('aria-hidden', 'true')).observe(
      host,
      { attributes: true },
    );
    host.setAttribute('aria-hidden', 'true');
  });
  await widget.chooseBank();
});

test("the page's focus listeners ignore the widget, and its other listeners keep working", async ({ page, widget }) => {
  await page.evaluate<void>(`{
    events = [];
    for (const type of ['focusin', 'focusout', 'focus', 'blur', 'keydown', 'pointerdown', 'click', 'scroll'])
      document.addEventListener(type, ({ target }) => events.push(type + ' ' + (target.id ?? 'document')), true);
  }`);
  await widget.open();
  await widget.chooseBank();
  const events = await page.evaluate(async () => {
    const host = globalThis as unknown as { events: string[] };
    const before = host.events.splice(0);
    // Firefox dispatches these when the focus goes to a frame and comes back.
    for (const type of ['blur', 'focus', 'scroll']) document.dispatchEvent(new Event(type));
    return [before, host.events];
  });
  // The click that opened the widget was on the page.
  expect(events).toEqual([
    ['pointerdown opener', 'focus opener', 'focusin opener', 'click opener'],
    ['scroll document'],
  ]);
});
