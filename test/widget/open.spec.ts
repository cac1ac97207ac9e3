import { expect, test, type HostWindow } from './support/fixtures.ts';

/** What `Araucaria.open` throws for these options, an expression in the host page. */
const thrown = (options: string): string => `(() => {
  try { Araucaria.open(${options}).close(); return 'nothing'; } catch (error) { return error.name + ': ' + error.message; }
})()`;

test.describe('Araucaria.open', () => {
  const wrongCalls = [
    ['undefined', /^TypeError: .*expected options; got undefined/],
    ['{}', /^TypeError: .*expected token or requestToken; got undefined/],
    ['{ token: 7, connectionId: "c" }', /^TypeError: .*expected a widget token of 1 to 4096 characters; got number/],
    ['{ token: "", connectionId: "c" }', /^TypeError: .*expected a widget token/],
    ['{ token: "t".repeat(4097), connectionId: "c" }', /^TypeError: .*1 to 4096 characters/],
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
      /^Error: .*another origin than this page/,
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
    await page.evaluate(() => document.body.lastElementChild!.remove());
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

  test('is forgotten when the page threw the warmed frame away', async ({ widget, page }) => {
    await page.evaluate(() => {
      (globalThis as unknown as HostWindow).Araucaria.preload();
      document.body.lastElementChild!.remove();
    });
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  });
});

test.describe('the script', () => {
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
});
