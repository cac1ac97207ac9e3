import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AraucariaConnectButton as Button } from '../../../src/button/araucaria-connect-button.ts';
import type * as Fakes from '../../../src/testing/fake/index.ts';
import { isWidgetErrorCode, widgetErrors } from '../../../src/shared/widget-error.ts';
import { tokenErrorCodes } from '../../../src/shared/token-error.ts';

const dist = `${import.meta.dirname}/../../../dist`;
const { AraucariaConnectButton } = (await import(`${dist}/button/araucaria-connect-button.js`)) as {
  AraucariaConnectButton: typeof Button;
};
const { installFakeAraucaria } = (await import(`${dist}/testing/fake.js`)) as typeof Fakes;
customElements.define('araucaria-connect-button', AraucariaConnectButton);

// A component imports the package, too: that must neither warn nor throw where the tag is defined already.
const warn = vi.spyOn(console, 'warn').mockReturnValue();
await import(`${dist}/button/index.js`);
const warnings = warn.mock.calls.flat().filter((line) => String(line).includes('<araucaria'));
warn.mockRestore();

let fake: Fakes.FakeAraucaria;
let events: string[];
let consoleError: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  fake = installFakeAraucaria({ timeout: 2_000 });
  events = [];
  // One line for each failure that a developer can mend.
  consoleError = vi.spyOn(console, 'error').mockReturnValue();
  for (const name of ['araucaria-open', 'araucaria-event', 'araucaria-success', 'araucaria-exit', 'input'] as const) {
    document.body.addEventListener(name, (event) => events.push(`${name} ${JSON.stringify(detailOf(event))}`));
  }
});

afterEach(() => {
  fake.uninstall();
  document.body.replaceWith(document.createElement('body'));
  consoleError.mockRestore();
  vi.useRealTimers();
});

/** The detail of an event, with the code alone of an error. */
function detailOf(event: Event): unknown {
  const { detail } = event as CustomEvent<{ error?: { code: string } | null } | null>;
  return detail?.error ? { error: detail.error.code } : (detail ?? null);
}

/** A button in the page, whose backend makes the connections conn_1, conn_2 and so on. */
async function render(properties: Partial<Button> = {}): Promise<Button> {
  const button = document.createElement('araucaria-connect-button');
  let count = 0;
  const fetchToken: Button['fetchToken'] = ({ connectionId }) =>
    Promise.resolve({ widgetToken: `wtk_${++count}`, connectionId: connectionId ?? `conn_${count}` });
  Object.assign(button, { fetchToken }, properties);
  document.body.append(button);
  await button.updateComplete;
  return button;
}

test('a component that imports the package warns of nothing', () => {
  expect(warnings).toEqual([]);
});

test('a success sets the value, then dispatches the events of the real widget', async () => {
  const button = await render({ name: 'bank' });
  button.click();
  await fake.event('institution-selected', { institutionId: 'banco-alerce' });
  await fake.event('consent-given');
  expect(button.phase).toBe('open');
  expect(await fake.succeed()).toBe('conn_1');
  expect(events).toEqual([
    'araucaria-open {"connectionId":null}',
    'araucaria-event {"name":"opened","connectionId":null}',
    'araucaria-event {"name":"institution-selected","institutionId":"banco-alerce","connectionId":"conn_1"}',
    'araucaria-event {"name":"consent-given","institutionId":"banco-alerce","connectionId":"conn_1"}',
    'araucaria-event {"name":"connected","institutionId":"banco-alerce","connectionId":"conn_1"}',
    'input null',
    'araucaria-success {"connectionId":"conn_1"}',
    'araucaria-event {"name":"closed","institutionId":"banco-alerce","connectionId":"conn_1"}',
  ]);
  expect([button.value, button.phase]).toEqual(['conn_1', 'connected']);
  expect(button.shadowRoot?.textContent).toContain('Your bank is connected.');
  expect(fake.isOpen).toBe(false);
});

test('a success that stays on screen is left by the user', async () => {
  const button = await render();
  const outcome = button.open();
  await fake.succeed({ stayOpen: true });
  expect(await outcome).toEqual({ status: 'success', connectionId: 'conn_1' });
  expect(fake.isOpen).toBe(true);
  await expect(fake.fail('mfa-failed')).rejects.toThrow('expected a run under way; the bank is connected');
  await fake.exit();
  expect(fake.isOpen).toBe(false);
  expect(button.phase).toBe('connected');
  expect(events.filter((event) => event.startsWith('araucaria-exit'))).toEqual([]);
});

test('closing the widget reports an exit without an error', async () => {
  const button = await render();
  const outcome = button.open();
  await fake.exit();
  expect(await outcome).toEqual({ status: 'exit', error: null });
  expect(events.at(-1)).toBe('araucaria-exit {"error":null}');
  expect([button.value, button.phase]).toEqual(['', 'idle']);
});

const pageCodes = [
  'widget-load-failed',
  'widget-load-timeout',
  'widget-blocked',
  'widget-unavailable',
  'widget-open-failed',
  'widget-busy',
  'widget-error',
] as const;

for (const code of [...Object.keys(widgetErrors), ...tokenErrorCodes, ...pageCodes] as Fakes.ConnectErrorCode[]) {
  test(`a run fails with ${code}`, async () => {
    const button = await render();
    const outcome = button.open();
    await fake.fail(code);
    const usual = isWidgetErrorCode(code) && { retryable: widgetErrors[code].retryable };
    expect(await outcome).toMatchObject({
      status: 'exit',
      error: { name: 'AraucariaError', code, connectionId: 'conn_1', ...usual },
    });
    expect(events.slice(-3)).toEqual([
      'araucaria-event {"name":"failed","connectionId":"conn_1"}',
      'araucaria-event {"name":"closed","connectionId":"conn_1"}',
      `araucaria-exit {"error":"${code}"}`,
    ]);
    expect(button.phase).toBe('failed');
    expect(button.shadowRoot?.querySelector('[part="message"]')?.textContent?.trim()).not.toBe('');
  });
}

test('a failure says what the test says', async () => {
  const button = await render();
  const outcome = button.open();
  await fake.fail('widget-error', { message: 'Maintenance.', retryable: true });
  expect(await outcome).toMatchObject({
    error: { code: 'widget-error', message: expect.stringMatching(/^Maintenance\. https:/) as string, retryable: true },
  });
});

test('what the widget never does is refused, and the run goes on', async () => {
  const button = await render();
  button.click();
  const refused: [() => Promise<unknown>, string][] = [
    [
      () => fake.fail('bank-on-fire' as 'mfa-failed'),
      'fake.fail: expected one of misconfigured, token-request-failed,',
    ],
    [() => fake.fail('toString' as 'mfa-failed'), 'got "toString".'],
    [() => fake.event('connected' as 'failed'), '(opened, connected, closed come by themselves); got "connected".'],
    [() => fake.event('institution-selected'), 'expected institutionId with institution-selected; got none.'],
    [() => fake.event('consent-given', { institutionId: 'a b' }), 'expected institutionId to match'],
    [
      () => fake.event('failed', { institutionName: 'Banco' }),
      'expected institutionName with institution-missing only',
    ],
    [() => fake.event('institution-missing', { institutionName: 'x'.repeat(101) }), '1 to 100 characters; got 101.'],
  ];
  for (const [act, message] of refused) await expect(act()).rejects.toThrow(message);
  await fake.event('institution-missing', { institutionName: 'Banco Raulí' });
  expect(events.at(-1)).toContain('"institutionName":"Banco Raulí"');
  await fake.succeed();
  expect(button.value).toBe('conn_1');
});

test('each run has a token of its own, and what it was opened with can be read', async () => {
  const button = await render({ institution: 'banco-alerce', lang: 'es' });
  for (const id of ['conn_1', 'conn_2', 'conn_3']) {
    button.click();
    expect(await fake.succeed()).toBe(id);
    expect(button.value).toBe(id);
  }
  button.connectionId = 'conn_2';
  await button.updateComplete;
  button.click();
  expect(await fake.whenOpen()).toMatchObject({ connectionId: 'conn_2', institution: 'banco-alerce', locale: 'es' });
  expect(await fake.succeed()).toBe('conn_2');
  expect(fake.opened.map(({ connectionId }) => connectionId)).toEqual([null, null, null, 'conn_2']);
});

test('a token that has expired is renewed', async () => {
  const button = await render();
  const outcome = button.open();
  expect(await fake.renewToken()).toEqual({ widgetToken: 'wtk_2', connectionId: 'conn_2' });
  await fake.succeed();
  expect(await outcome).toEqual({ status: 'success', connectionId: 'conn_2' });
});

test("the host's token endpoint is called, and its failure is told", async () => {
  const answers = [new Response('', { status: 503 }), Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' })];
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(answers.shift()!));
  const button = await render({ fetchToken: null, tokenEndpoint: '/api/widget-token', headers: { 'X-CSRF': '1' } });
  button.click();
  await expect(fake.succeed()).rejects.toThrow(
    'expected a token from fetchToken or token-endpoint; the request failed.',
  );
  // The user tries again.
  await fake.renewToken();
  expect(await fake.succeed()).toBe('conn_1');
  expect(fetch.mock.calls.map(([url, init]) => [url, init?.method, init?.body])).toEqual(
    Array.from({ length: 2 }, () => [`${location.origin}/api/widget-token`, 'POST', '{}']),
  );
  fetch.mockRestore();
});

test('a user who closes after a failed token request is told why', async () => {
  const button = await render({ fetchToken: () => Promise.reject(new Error('no backend in this test')) });
  const outcome = button.open();
  await expect(fake.succeed()).rejects.toThrow('the request failed');
  await fake.exit();
  expect(await outcome).toMatchObject({ status: 'exit', error: { code: 'token-request-failed', retryable: true } });
});

test('a token endpoint that refuses ends the run by itself', async () => {
  const answer = { widgetToken: 'arau_key', connectionId: 'conn_1' };
  const button = await render({ fetchToken: () => Promise.resolve(answer) });
  const outcome = button.open();
  await expect(fake.succeed()).rejects.toThrow('the button reports “secret-key-exposed: ');
  expect(await outcome).toMatchObject({ status: 'exit', error: { code: 'secret-key-exposed' } });
});

test('a disabled button and a vetoed run open nothing, and the error says why', async () => {
  fake.uninstall();
  fake = installFakeAraucaria({ timeout: 20 });
  const button = await render({ disabled: true });
  button.click();
  await expect(fake.succeed()).rejects.toThrow(
    'fake: expected the page to open the widget; no button was clicked that is in the page and enabled.',
  );
  button.disabled = false;
  button.addEventListener('araucaria-open', (event) => event.preventDefault(), { once: true });
  button.click();
  await expect(fake.exit()).rejects.toThrow('a listener of araucaria-open called preventDefault().');
  Object.assign(button, { fetchToken: null });
  button.click();
  await expect(fake.event('consent-given')).rejects.toThrow('the button reports “misconfigured: ');
  expect(fake.opened).toEqual([]);
});

test('removing the button in the middle of a run ends it, and the next one can open', async () => {
  const button = await render();
  const outcome = button.open();
  await fake.whenOpen();
  button.remove();
  expect(await outcome).toEqual({ status: 'exit', error: null });
  expect(fake.isOpen).toBe(false);
  const next = await render();
  next.click();
  await fake.succeed();
  expect(next.value).toBe('conn_1');
});

test('removing the button while its token is awaited ends what waits for it', async () => {
  const button = await render({ fetchToken: () => new Promise(() => {}) });
  button.click();
  const success = fake.succeed();
  await fake.whenOpen();
  button.remove();
  await expect(success).rejects.toThrow('expected a token from fetchToken or token-endpoint; the run has ended:');
});

test('of two buttons only one has its widget open', async () => {
  const [first, second] = [await render(), await render()];
  first.click();
  await fake.whenOpen();
  expect(await second.open()).toMatchObject({ error: { code: 'widget-busy', retryable: true } });
  await fake.succeed();
  expect([first.value, second.value]).toEqual(['conn_1', '']);
  second.click();
  await fake.succeed();
  expect([first.phase, second.phase]).toEqual(['connected', 'connected']);
});

test('a page that opens the widget itself meets the same refusals', async () => {
  const { Araucaria } = globalThis as unknown as { Araucaria: { open(options: object): { close(): void } } };
  expect(() => Araucaria.open({})).toThrow('Araucaria.open: expected token or requestToken; got undefined.');
  const onExit = vi.fn<() => void>();
  const handle = Araucaria.open({ token: 'wtk_1', connectionId: 'conn_1', onExit });
  expect(() => Araucaria.open({ token: 'wtk_2', connectionId: 'conn_2' })).toThrow('another widget is open');
  handle.close();
  expect(onExit).toHaveBeenCalledExactlyOnceWith();
});

test('a run can be ended under fake timers', async () => {
  vi.useFakeTimers();
  const button = await render();
  button.click();
  await fake.succeed();
  expect(button.phase).toBe('connected');
});

test('uninstalling closes the widget and puts back what was there', async () => {
  expect(() => installFakeAraucaria()).toThrow('expected no other fake on this page; call uninstall() of the first.');
  const page = globalThis as { Araucaria?: unknown };
  fake.uninstall();
  expect('Araucaria' in page).toBe(false);
  const former = { open: (): void => {} };
  page.Araucaria = former;
  fake = installFakeAraucaria();
  const button = await render();
  const outcome = button.open();
  await fake.whenOpen();
  fake.uninstall();
  fake.uninstall();
  expect(await outcome).toEqual({ status: 'exit', error: null });
  expect(page.Araucaria).toBe(former);
  delete page.Araucaria;
});
