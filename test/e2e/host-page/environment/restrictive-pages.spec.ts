import { expect, test } from '../../../support/demo.ts';
import { serve } from '../../../support/serve.ts';

test("a user links a bank from inside a host's focus trap", async ({ quilla }) => {
  const { page } = quilla;
  await page.evaluate(() => {
    const trap = document.querySelector('#connect');
    const field = document.createElement('input');
    trap?.append(field);
    // As dialog libraries do: the focus returns to the trap from outside of it.
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof Node && !trap?.contains(target)) field.focus();
    });
    document.addEventListener('focusout', ({ relatedTarget }) => {
      if (!relatedTarget) field.focus();
    });
  });
  await quilla.link();
  expect(await page.evaluate(() => document.activeElement?.closest('#connect') !== null)).toBe(true);
});

test("a user links a bank from inside a host's modal dialog", async ({ quilla }) => {
  await quilla.page.evaluate(() => {
    const dialog = document.createElement('dialog');
    const connect = document.querySelector('#connect');
    document.body.append(dialog);
    if (connect) dialog.append(connect);
    dialog.showModal();
  });
  await quilla.link();
  await expect(quilla.page.locator('dialog[open]').first()).toBeVisible();
});

test('a user links a bank where third-party cookies are blocked', async ({ page, quilla }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true });
  await page.reload();
  const embedded = await serve({ '/': '<script>document.cookie = "a=b; SameSite=None; Secure"</script>' });
  const outer = await serve({ '/': `<iframe src="${embedded.origin.replace('127.0.0.1', 'localhost')}"></iframe>` });
  try {
    await quilla.link();
    // Cookies are really blocked: a frame of another site can't store one.
    await page.goto(outer.origin);
    expect(await page.frames()[1]?.evaluate(() => document.cookie)).toBe('');
  } finally {
    await Promise.all([embedded.close(), outer.close()]);
  }
});
