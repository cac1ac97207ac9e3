import { waitForPaint } from '../../../src/testing/wait-for-paint.ts';
import { reliableClickAt } from '../../../src/testing/reliable-click.ts';
import { openShadowRoots } from '../../cross-engine/driver.ts';
import { expect, test, type HostWindow } from './support/fixtures.ts';

/** What `Araucaria.open` throws for these options, an expression in the host page. */
const thrown = (options: string): string => `(() => {
  try { Araucaria.open(${options}).close(); return 'nothing'; } catch (error) { return error.name + ': ' + error.message; }
})()`;

test.describe('Araucaria.open', () => {
  const wrongCalls = [
    ['undefined', /^TypeError: .*expected options; got undefined/],
    ['{}', /^TypeError: .*expected token or requestToken; got undefined/],
    ['{ token: 7, connectionId: "c" }', /^TypeError: .*expected a widget token; got number/],
    ['{ token: "", connectionId: "c" }', /^TypeError: .*expected a widget token/],
    ['{ token: "t".repeat(4097), connectionId: "c" }', /^TypeError: .*expected a widget token; got string/],
    ['{ token: "t" }', /^TypeError: .*expected connectionId to be an id; got undefined/],
    ['{ token: "t", connectionId: "../x" }', /^TypeError: .*expected connectionId to be an id/],
    [
      '{ token: "t", connectionId: "c", onSuccess: true }',
      /^TypeError: .*expected onSuccess to be a function; got boolean/,
    ],
    ['{ token: "t", connectionId: "c", onExit: {} }', /^TypeError: .*expected onExit to be a function; got object/],
    ['{ token: "t", connectionId: "c", onEvent: "x" }', /^TypeError: .*expected onEvent to be a function; got string/],
    ['{ requestToken: "t" }', /^TypeError: .*expected requestToken to be a function; got string/],
    ['{ token: "t", connectionId: "c", institution: "a/b" }', /^TypeError: .*expected institution to be an id/],
    ['{ token: "t", connectionId: "c", locale: 1 }', /^TypeError: .*expected locale to be a string; got number/],
  ] as const;

  for (const [options, message] of wrongCalls) {
    test(`frame 20: tells a developer at once what is wrong with ${options}`, async ({ widget }) => {
      expect(await widget.page.evaluate(thrown(options))).toMatch(message);
      expect(widget.frames).toHaveLength(0);
    });
  }

  for (const key of ['arau_live_1', ' arau_live_1', 'Bearer arau_live_1']) {
    test(`refuses the API key "${key}" without quoting it`, async ({ widget }) => {
      const message = await widget.page.evaluate<string>(thrown(`{ token: '${key}', connectionId: 'c' }`));
      expect(message).toMatch(/^TypeError: .*API key/);
      expect(message).not.toContain('live_1');
    });
  }

  test('frame 20: throws while a widget is open, which stays as it is', async ({ widget }) => {
    await widget.open();
    expect(await widget.page.evaluate(thrown("{ token: 't', connectionId: 'c' }"))).toMatch(
      /^Error: .*another widget is open/,
    );
    await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
    expect(await widget.ends()).toEqual([]);
  });

  test("refuses to run on the page's own origin", async ({ araucaria, page }) => {
    araucaria.files['page.html'] = { body: '<!doctype html><script src="araucaria-connect.js"></script>' };
    await page.goto(`${araucaria.origin}/widget/page.html`);
    expect(await page.evaluate(thrown("{ token: 't', connectionId: 'c' }"))).toMatch(
      /^Error: .*expected the script on another origin/,
    );
  });

  test('handle.close() ends the run at once as the user would, with no argument', async ({ widget }) => {
    await widget.open();
    await widget.page.evaluate(() => {
      const { handle } = globalThis as unknown as HostWindow;
      handle.close();
      handle.close();
    });
    expect(await widget.ends()).toEqual([{ callback: 'exit', detail: [] }]);
    await expect.poll(() => widget.frames.length).toBe(0);
  });

  test('gives the focus back to what had it, and can be opened again', async ({ widget }) => {
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await widget.end('Close');
    await expect(widget.page.locator('#opener')).toBeFocused();
    expect(await widget.ends()).toEqual([{ callback: 'exit', detail: [] }]);
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  });

  test('reports what a callback throws, and is gone all the same', async ({ widget, page }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.evaluate(() => {
      const { Araucaria } = globalThis as unknown as HostWindow;
      Araucaria.open({
        token: 't',
        connectionId: 'c',
        onExit: () => {
          throw new Error('host bug');
        },
      }).close();
    });
    expect(errors).toEqual(['host bug']);
    await expect.poll(() => widget.frames.length).toBe(0);
  });

  test('ends the run when the page removes the dialog from under it', async ({ widget, page }) => {
    await widget.open();
    await page.evaluate(() => document.documentElement.lastElementChild!.remove());
    await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
  });

  test("speaks the page's language, or the one it is told", async ({ widget, page }) => {
    await page.evaluate(() => {
      document.documentElement.lang = 'pt-BR';
    });
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'Escolha seu banco' })).toBeVisible();
    await widget.end('Fechar');
    await widget.open({ locale: 'es-CL' });
    await expect(widget.frame.getByRole('heading', { name: 'Elige tu banco' })).toBeVisible();
    expect(await widget.frame.locator('html').getAttribute('lang')).toBe('es');
  });

  test('tells the host the steps of the funnel, and nothing else', async ({ widget, page }) => {
    await widget.open();
    await widget.choose();
    await widget.signIn('canary-user', 'canary-password');
    await widget.end('Done');
    await expect.poll(() => widget.ends()).toHaveLength(1);
    const heard = await page.evaluate(() => (globalThis as unknown as HostWindow).heard);
    expect(heard.filter(({ callback }) => callback === 'event').map(({ detail }) => detail)).toEqual([
      'institution-selected',
      'consent-given',
      'credentials-submitted',
      'connected',
    ]);
    expect(JSON.stringify(heard)).not.toContain('canary');
  });
});

test.describe('the sheet over the page', () => {
  test.beforeEach(async ({ page, widget }) => {
    await page.addInitScript(openShadowRoots);
    await page.reload();
    // Off the sheet, for a page that is long enough to be scrolled.
    await widget.page.evaluate(() => void (document.body.style.height = '5000px'));
  });

  for (const [where, x, y, viewport] of [
    ['a list that has come to its end', 195, 300, { width: 390, height: 500 }],
    ['a list that fits', 500, 400, { width: 1000, height: 800 }],
    ['the backdrop', 5, 5, { width: 1000, height: 800 }],
  ] as const) {
    test(`wheeling over ${where} does not scroll the page`, async ({ page, widget }) => {
      await page.setViewportSize(viewport);
      await widget.open();
      await expect(widget.frame.getByRole('option')).toHaveCount(6);
      for (let turns = 0; turns < 4; turns += 1) {
        // A turn at the same place belongs to the scroll before it, which never goes on to the page.
        await page.mouse.move(x, y + 20 * turns);
        await page.mouse.wheel(0, 400);
        await waitForPaint(page.mainFrame());
      }
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  }

  for (const state of ['loading', 'shown'] as const) {
    test(`on a phone the sheet keeps clear of the notch and the home indicator, ${state}`, async ({
      araucaria,
      page,
      widget,
    }) => {
      if (state === 'loading')
        araucaria.files['frame/index.html'] = { body: '<!doctype html><title>Silent</title>', endless: true };
      await page.setViewportSize({ width: 390, height: 844 });
      const devTools = await page.context().newCDPSession(page);
      const insets = { top: 47, right: 11, bottom: 34, left: 13 };
      await devTools.send('Emulation.setSafeAreaInsetsOverride', { insets });
      await widget.open();
      // The sheet itself goes to the edges, and a tap there is none on a backdrop.
      const sheet = page.locator('dialog');
      expect(await sheet.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
      await page.mouse.click(195, 20);
      await page.mouse.click(195, 830);
      await page.mouse.click(195, 422);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await widget.ends()).toEqual([]);
      expect(await widget.frame.evaluate(() => [innerWidth, innerHeight])).toEqual([390 - 11 - 13, 844 - 47 - 34]);
      const close = state === 'shown' ? widget.frame.locator('.close') : sheet.locator('> button');
      const { right, top } = await close.evaluate((button) => button.getBoundingClientRect());
      // Within the frame, which begins below the notch; Playwright's own `boundingBox` knows nothing of its padding.
      const [x, y] = state === 'shown' ? [insets.left + right, insets.top + top] : [right, top];
      expect([x <= 390 - insets.right, y >= insets.top]).toEqual([true, true]);
      const press = (): Promise<void> => page.mouse.click(x - 10, y + 10);
      const { frame } = widget;
      await widget.whileLeaving(state === 'shown' ? () => reliableClickAt(frame, press) : press);
      expect(await widget.ends()).toEqual([{ callback: 'exit', detail: [] }]);
    });
  }
});

test.describe('Araucaria.preload', () => {
  test('loads the frame once, hidden, and open uses it', async ({ araucaria, widget, page }) => {
    await page.evaluate(() => {
      const { Araucaria } = globalThis as unknown as HostWindow;
      Araucaria.preload();
      Araucaria.preload();
    });
    await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(1);
    expect(await widget.frame.locator('input').count()).toBe(0);
    await widget.open();
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    expect(araucaria.api.to('institutions', 'GET')).toHaveLength(1);
    await widget.choose();
    await widget.signIn();
    await widget.end('Done');
    await expect.poll(() => widget.ends()).toMatchObject([{ callback: 'success' }]);
  });

  test('shows the popular banks at once, also when there is no network by then', async ({
    araucaria,
    context,
    widget,
    page,
  }) => {
    await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.preload());
    await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(1);
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.evaluate(() => {
      const { Araucaria } = globalThis as unknown as HostWindow;
      // As on a train: the host's backend has not answered yet.
      Araucaria.open({ requestToken: () => new Promise(() => {}) });
    });
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(widget.frame.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  });

  test('is forgotten when the page threw the warmed frame away', async ({ widget, page }) => {
    await page.evaluate(() => {
      (globalThis as unknown as HostWindow).Araucaria.preload();
      document.documentElement.lastElementChild!.remove();
    });
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  });
});

test.describe('the script', () => {
  test('builds the dialog ahead of time without a focus of its own, nor a word in the console', async ({
    page,
    widget,
  }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.focus('#opener');
    await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.preload());
    await expect.poll(() => widget.frames.length).toBe(1);
    await widget.frame.waitForLoadState();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(page.locator('#opener')).toBeFocused();
    expect(said).toEqual([]);
  });

  test('has a version, and a second copy of it changes nothing', async ({ araucaria, widget, page }) => {
    await widget.open();
    await page.addScriptTag({ url: `${araucaria.origin}/widget/araucaria-connect.js?again` });
    expect(await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.version)).toMatch(
      /^\d+\.\d+\.\d+/,
    );
    expect(await page.evaluate(thrown("{ token: 't', connectionId: 'c' }"))).toMatch(/another widget is open/);
  });

  test('finds its frame also as a module, where it has no currentScript', async ({ araucaria, host, page, widget }) => {
    host.scriptTag = `<a id="Araucaria"></a><script type="module" src="${araucaria.origin}/widget/araucaria-connect.js"></script>`;
    await page.goto(host.url);
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  });

  test('takes its frame from the documented address where the page has no tag of it', async ({
    araucaria,
    host,
    page,
  }) => {
    const asked = page.waitForRequest(
      (request) => request.isNavigationRequest() && request.frame() !== page.mainFrame(),
    );
    await page.route('https://api.araucaria.money/**', (route) => route.abort());
    await page.route(host.url, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(host.url);
    const script = await (await fetch(`${araucaria.origin}/widget/araucaria-connect.js`)).text();
    // As a bundler's chunk would run it.
    await page.evaluate(script);
    await page.evaluate("Araucaria.open({ token: 't', connectionId: 'c' })");
    expect((await asked).url()).toBe('https://api.araucaria.money/widget/frame/index.html');
  });
});
