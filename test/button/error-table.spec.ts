import { expect } from '@open-wc/testing';
import { withErrorPage } from '../../src/shared/documented-urls.ts';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { AraucariaError } from '../../src/button/index.ts';
import { connectButton, freshPage, message, opened, settled } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

type Row = [what: string, settings: Parameters<typeof connectButton>[0], code: string, retryable: boolean];

const id = 'conn_1';
const rows: Row[] = [
  ['no endpoint and no fetchToken', { tokenEndpoint: '' }, 'misconfigured', false],
  ['javascript: as the endpoint', { tokenEndpoint: 'javascript:alert(1)' }, 'misconfigured', false],
  ['data: as the endpoint', { tokenEndpoint: 'data:application/json,{}' }, 'misconfigured', false],
  ['a user name in the endpoint', { tokenEndpoint: 'https://user:pass@localhost/' }, 'misconfigured', false],
  ['an unusable widget-src', { widgetSrc: 'blob:x' }, 'misconfigured', false],
  ['a connection reset', { token: 'reset' }, 'token-request-failed', true],
  ['an answer cut off half-way', { token: 'cut' }, 'token-request-failed', true],
  ['400', { token: '400' }, 'token-request-rejected', false],
  ['404 for a new connection', { token: '404' }, 'token-request-rejected', false],
  ['429', { token: '429' }, 'token-request-rejected', true],
  ['500', { token: '500' }, 'token-request-rejected', true],
  ['503', { token: '503' }, 'token-request-rejected', true],
  ['401', { token: '401' }, 'unauthorized', false],
  ['403', { token: '403' }, 'unauthorized', false],
  ['a redirect', { token: 'redirect' }, 'unauthorized', false],
  ['404 for a connection', { token: '404', connectionId: id }, 'connection-not-found', false],
  ['409', { token: '409', connectionId: id }, 'connection-not-repairable', false],
  ...[
    'not-json',
    'empty',
    '204',
    'null',
    'array',
    'text',
    'no-token',
    'no-id',
    'number-token',
    'number-id',
    'empty-token',
  ]
    .concat(['long-token', 'control-characters', 'polluted-prototype', 'huge'])
    .map((token): Row => [token, { token }, 'token-response-invalid', false]),
  ['another connection id', { token: 'other-id', connectionId: id }, 'token-response-invalid', false],
  ['an API key', { token: 'secret' }, 'secret-key-exposed', false],
  ['an API key behind blanks', { token: 'secret-blank' }, 'secret-key-exposed', false],
  ['an API key behind Bearer', { token: 'secret-bearer' }, 'secret-key-exposed', false],
  ['a script that is not there', { widget: 'missing' }, 'widget-load-failed', true],
  ['a script without the global', { widget: 'no-global' }, 'widget-unavailable', false],
  ['HTML instead of a script', { widget: 'html' }, 'widget-unavailable', false],
  ['a script that throws', { widget: 'thrower' }, 'widget-unavailable', false],
];

describe('the error table', () => {
  freshPage();

  // The browser reports a widget script that throws, as intended: it must not fail the test.
  const { onerror } = window;
  before(() => Object.assign(window, { onerror: () => true }));
  after(() => Object.assign(window, { onerror }));

  it('axe finds nothing on a button that failed', async () => {
    const { button } = await connectButton({ token: '500' });
    await button.open();
    await expect(button).to.be.accessible();
  });

  for (const [what, settings, code, retryable] of rows) {
    it(`${what}: ${code}`, async () => {
      const { button, events } = await connectButton(settings);
      const outcome = await button.open();
      if (outcome.status === 'success' || !outcome.error) throw new Error(`Expected ${code}; got ${outcome.status}.`);
      const { error } = outcome;
      expect(error).to.be.instanceOf(AraucariaError);
      expect(error.code).to.equal(code);
      expect(error.retryable).to.equal(retryable);
      expect(error.message).not.to.equal('');
      const quoted = `${error.message} ${String(error.cause)} ${JSON.stringify(error)}`;
      for (const secret of Object.values(canaries)) expect(quoted).not.to.contain(secret);
      expect(events.map(({ name }) => name)).to.deep.equal(['araucaria-open', 'araucaria-exit']);
      expect(events[1]!.detail.error).to.equal(error);
      expect(button.phase).to.equal('failed');
      // Users read a translated text, never the message for developers.
      const english = await message(button);
      expect(english).not.to.be.oneOf(['', error.message]);
      button.lang = 'es';
      await settled();
      expect(await message(button)).not.to.be.oneOf(['', error.message, english]);
      await usableAgain(button);
    });
  }

  it('an error has the status of the answer', async () => {
    const { button } = await connectButton({ token: '503' });
    expect(await errorOf(button)).to.have.property('status', 503);
  });

  const headers: [string, number | undefined][] = [
    ['7', 7],
    ['0', 0],
    ['99999', 3600],
    ['soon', undefined],
    ['-5', undefined],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ];
  for (const [header, seconds] of headers) {
    it(`Retry-After ${header} is ${seconds} seconds, and blocks no click`, async () => {
      const { button } = await connectButton({ token: '429', tokenQuery: `&after=${encodeURIComponent(header)}` });
      expect((await errorOf(button)).retryAfter).to.equal(seconds);
      await usableAgain(button);
    });
  }

  it('Retry-After as a date in the future is the seconds until then', async () => {
    const date = new Date(Date.now() + 1_800_000).toUTCString();
    const { button } = await connectButton({ token: '429', tokenQuery: `&after=${encodeURIComponent(date)}` });
    expect((await errorOf(button)).retryAfter).to.be.within(1_500, 1_800);
  });

  it('a user who answered the bank too late reads that nothing was connected, and not that the bank refused', async () => {
    const { button } = await connectButton();
    void button.open();
    (await opened()).onExit({ code: 'mfa-timeout', retryable: true });
    expect(await message(button)).to.equal('Time ran out. Nothing was connected.');
  });

  it('Araucaria.open that throws: widget-open-failed, without the token', async () => {
    (globalThis as { Araucaria?: unknown }).Araucaria = {
      open() {
        throw new Error(`no ${canaries.widgetToken}`);
      },
    };
    const { button } = await connectButton();
    const error = await errorOf(button);
    expect(error.code).to.equal('widget-open-failed');
    expect(error.retryable).to.equal(true);
    expect(error.message).not.to.contain(canaries.widgetToken);
  });

  it('another widget is open: widget-busy, until it is closed', async () => {
    const first = await connectButton();
    const second = await connectButton();
    void first.button.open();
    const call = await opened();
    const error = await errorOf(second.button);
    expect(error.code).to.equal('widget-busy');
    expect(error.retryable).to.equal(true);
    expect(second.events[0]!.name).to.equal('araucaria-open');
    call.onExit();
    void second.button.open();
    (await opened(1)).onExit();
  });

  const reported: [string, unknown, string, boolean][] = [
    ['an unknown code', { code: 'nonsense', message: 'x' }, 'widget-error', false],
    ['no code', new Error('x'), 'widget-error', false],
    ['a string', 'broken', 'widget-error', false],
    ['a code of Object.prototype', { code: 'toString' }, 'widget-error', false],
    ...['token-expired', 'token-invalid', 'origin-not-allowed', 'institution-unavailable', 'invalid-credentials']
      .concat([
        'account-locked',
        'mfa-failed',
        'mfa-timeout',
        'connection-timeout',
        'frame-unreachable',
        'internal-error',
      ])
      .flatMap((code): [string, unknown, string, boolean][] => [
        [code, { code, message: 'x', retryable: true }, code, true],
        [`${code} for good`, { code, message: 'x' }, code, false],
      ]),
  ];
  for (const [what, error, code, retryable] of reported) {
    it(`the widget reports ${what}: ${code}`, async () => {
      const { button } = await connectButton();
      const outcome = button.open();
      (await opened()).onExit(error);
      expect(await outcome).to.have.nested.property('error.code', code);
      expect(await outcome).to.have.nested.property('error.retryable', retryable);
      expect(await message(button)).not.to.equal('');
    });
  }

  it('removes the token from the message of a widget error', async () => {
    const { button } = await connectButton();
    const outcome = button.open();
    (await opened()).onExit(new Error(`token ${canaries.widgetToken} is bad`));
    expect(await outcome).to.have.nested.property('error.message', withErrorPage('token *** is bad', 'widget-error'));
    expect(await outcome).not.to.have.nested.property('error.cause');
  });
});

async function errorOf(button: AraucariaConnectButton): Promise<AraucariaError> {
  const outcome = await button.open();
  if (outcome.status === 'success' || !outcome.error) throw new Error('Expected an error.');
  return outcome.error;
}

/** The next click links a bank, once the endpoint and the script work. */
async function usableAgain(button: AraucariaConnectButton): Promise<void> {
  delete (globalThis as { Araucaria?: unknown }).Araucaria;
  button.fetchToken = async ({ connectionId }) => ({
    widgetToken: 'wtk_next',
    connectionId: connectionId ?? 'conn_next',
  });
  button.widgetSrc = `${location.origin}/fake/widget/good.js?key=${crypto.randomUUID()}`;
  const before = (globalThis as { araucariaCalls?: unknown[] }).araucariaCalls?.length ?? 0;
  button.click();
  (await opened(before)).onSuccess();
  expect(button.phase).to.equal('connected');
}
