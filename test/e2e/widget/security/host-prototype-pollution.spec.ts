import { expect, test, type HostWindow } from '../support/fixtures.ts';

// A library that merges JSON carelessly lets its input write to `Object.prototype`: `{"__proto__": {"token": "…"}}`.

test('a token and a connection id on Object.prototype do not count as options', async ({ araucaria, page, widget }) => {
  await page.evaluate<void>("Object.assign(Object.prototype, { token: 'stolen', connectionId: 'conn_evil' })");
  await widget.open({}, ['asked-for']);
  await widget.chooseBank();
  await widget.signIn();
  await widget.closeWith('Done');
  await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
  expect(new Set(araucaria.api.requests.map(({ bearer }) => bearer))).not.toContain('stolen');
});

test('Object.prototype never fills a missing member of the options or of a token answer', async ({ page, widget }) => {
  const outcomes = await page.evaluate(async () => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    Object.assign(Object.prototype, {
      token: 'stolen',
      connectionId: 'conn_evil',
      widgetToken: 'stolen',
      requestToken() {},
    });
    const messages: unknown[] = [];
    for (const options of [{}, { token: 't' }, Object.create({ token: 't', connectionId: 'c' })]) {
      try {
        Araucaria.open(options).close();
        messages.push('opened');
      } catch (error) {
        messages.push((error as Error).message);
      }
    }
    for (const answer of [{}, { widgetToken: 't' }, null]) {
      const code = await new Promise((resolve) =>
        Araucaria.open({
          requestToken: () => Promise.resolve(answer),
          onExit: (error: { code: string }) => resolve(error.code),
        }),
      );
      messages.push(code);
    }
    return messages;
  });
  expect(outcomes).toEqual([
    expect.stringContaining('expected token or requestToken'),
    expect.stringContaining('expected connectionId'),
    expect.stringContaining('expected token or requestToken'),
    'token-invalid',
    'token-invalid',
    'token-invalid',
  ]);
  await expect.poll(() => widget.frames.length).toBe(0);
});

test('a rejection is retryable only by its own property', async ({ page, widget }) => {
  await page.evaluate<void>('Object.prototype.retryable = true');
  await widget.open({}, ['?refused']);
  await expect.poll(() => widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code: 'unauthorized' }] }]);
});

/** Members that browsers read from option objects and messages, with their values as expressions. */
const members: Record<string, string> = {
  once: 'true',
  passive: 'true',
  capture: 'true',
  signal: 'AbortSignal.abort()',
  'signal, of no kind': '1',
  mode: '"open"',
  delegatesFocus: 'true',
  slotAssignment: '"none"',
  clonable: 'true',
  subtree: '"no"',
  attributes: 'false',
  attributeFilter: '1',
  attributeOldValue: 'true',
  characterData: 'true',
  cause: '"theirs"',
  es: '["¡Hola!"]',
  get: '() => null',
  set: '() => {}',
  araucaria: '"ready"',
  type: '"exit"',
  code: 'null',
  unsaved: 'true',
  name: '"step"',
};

for (const [member, value] of Object.entries(members)) {
  test(`Object.prototype.${member} does not break or weaken the widget`, async ({ page, widget }) => {
    await page.evaluate<void>(`{ Object.prototype.${member.split(',')[0]} = ${value}; }`);
    await widget.open();
    // The shadow root stays closed, and its listeners keep working.
    expect(await page.evaluate(() => document.documentElement.lastElementChild!.shadowRoot)).toBeNull();
    await widget.chooseBank();
    await widget.frame.getByLabel('User name').fill('ok');
    for (let times = 0; times < 2; times += 1) {
      await page.mouse.click(5, 5);
      await widget.frame.getByRole('button', { name: 'Stay' }).click();
    }
    await widget.signIn();
    await widget.closeWith('Done');
    await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    // For a moment after a press, an element over the page swallows the next one.
    await expect.poll(() => page.evaluate(() => document.documentElement.children.length)).toBe(2);
  });
}
