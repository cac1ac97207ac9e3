import { expect } from '@open-wc/testing';
import Pretender from 'pretender';
import { connectButton, freshPage, message, opened, settled } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

const { widgetToken } = canaries;
const good = JSON.stringify({ widgetToken, connectionId: 'conn_1' });

/** Replacements of `fetch`, by their result. */
async function withFetch<T>(fake: () => unknown, run: () => Promise<T>): Promise<T> {
  const { fetch: native } = globalThis;
  globalThis.fetch = fake as typeof fetch;
  try {
    return await run();
  } finally {
    globalThis.fetch = native;
  }
}

/** A response as old polyfills make it, without a stream. */
const bodyless = (text: string, more: object = {}): object => ({
  ok: true,
  status: 200,
  text: async () => text,
  ...more,
});

const works: [string, () => unknown][] = [
  ['a response without a body', async () => bodyless(good)],
  ['a response whose body is no stream', async () => bodyless(good, { body: good })],
  ['a response whose body is null', async () => bodyless(good, { body: null })],
  [
    'a response of a class',
    async () =>
      new (class {
        ok = true;
        status = 200;
        async text() {
          return good;
        }
      })(),
  ],
  ['a response that is no promise', () => bodyless(good)],
];

const fails: [string, () => unknown, string, boolean][] = [
  ['nothing', () => undefined, 'token-response-invalid', false],
  ['null', async () => null, 'token-response-invalid', false],
  ['an empty object', async () => ({}), 'token-response-invalid', false],
  ['the answer itself', async () => ({ widgetToken, connectionId: 'conn_1' }), 'token-response-invalid', false],
  ['text', async () => good, 'token-response-invalid', false],
  ['a response without text', async () => ({ ok: true, status: 200 }), 'token-response-invalid', false],
  ['a response of another text', async () => bodyless('<p>'), 'token-response-invalid', false],
  ['a response of no text', async () => bodyless(''), 'token-response-invalid', false],
  ['more than 64 KiB', async () => bodyless(`${good}${' '.repeat(65_536)}`), 'token-response-invalid', false],
  [
    'more than 64 KiB of what takes two bytes',
    async () => bodyless(JSON.stringify({ widgetToken, connectionId: 'conn_1', filler: 'ñ'.repeat(33_000) })),
    'token-response-invalid',
    false,
  ],
  [
    '429 without headers',
    async () => ({ ok: false, status: 429, text: async () => '' }),
    'token-request-rejected',
    true,
  ],
  [
    '429 with headers that are a plain object',
    async () => ({ ok: false, status: 429, headers: { 'retry-after': '5' }, text: async () => '' }),
    'token-request-rejected',
    true,
  ],
  ['401', async () => ({ ok: false, status: 401, text: async () => '' }), 'unauthorized', false],
  [
    'a throw',
    () => {
      throw new TypeError('offline');
    },
    'token-request-failed',
    true,
  ],
  ['a rejection', () => Promise.reject(new TypeError('offline')), 'token-request-failed', true],
  [
    'a throw of nothing',
    () => {
      throw undefined;
    },
    'token-request-failed',
    true,
  ],
  [
    'a text that fails',
    async () => bodyless('', { text: () => Promise.reject(new TypeError('cut')) }),
    'token-request-failed',
    true,
  ],
  [
    'a parser that quotes what it read',
    () => Promise.reject(new SyntaxError(`Unexpected ${widgetToken}`)),
    'token-request-failed',
    true,
  ],
  [
    'a response whose members throw',
    async () =>
      new Proxy(
        {},
        {
          get() {
            throw new Error('boom');
          },
        },
      ),
    'token-request-failed',
    true,
  ],
];

describe('a page that has replaced fetch', () => {
  freshPage();

  it('axe finds nothing on a button there', async () => {
    const { button } = await connectButton();
    await withFetch(
      () => undefined,
      () => button.open(),
    );
    await expect(button).to.be.accessible();
  });

  it('with Pretender, as Mirage does: the button links the bank', async () => {
    const { button } = await connectButton();
    button.tokenEndpoint = '/pretended';
    const server = new Pretender(function () {
      this.post('/pretended', () => [200, { 'Content-Type': 'application/json' }, good]);
    });
    try {
      void button.open();
      (await opened()).onSuccess();
    } finally {
      server.shutdown();
    }
    expect(button.value).to.equal('conn_1');
  });

  it('with Pretender, as Mirage does: an error of the backend has its own code', async () => {
    const { button } = await connectButton();
    button.tokenEndpoint = '/pretended';
    const server = new Pretender(function () {
      this.post('/pretended', () => [429, { 'Retry-After': '7' }, '']);
    });
    try {
      const outcome = await button.open();
      expect(outcome).to.have.nested.property('error.code', 'token-request-rejected');
      expect(outcome).to.have.nested.property('error.retryAfter', 7);
    } finally {
      server.shutdown();
    }
  });

  for (const [what, fake] of works) {
    it(`with a function that gives ${what}: the button links the bank`, async () => {
      const { button } = await connectButton();
      const outcome = withFetch(fake, async () => {
        const run = button.open();
        (await opened()).onSuccess();
        return run;
      });
      expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
    });
  }

  for (const [what, fake, code, retryable] of fails) {
    it(`with a function that gives ${what}: ${code}, and the next click works`, async () => {
      const { button, ends } = await connectButton();
      const outcome = await withFetch(fake, () => button.open());
      expect(outcome).to.have.nested.property('error.code', code);
      expect(outcome).to.have.nested.property('error.retryable', retryable);
      expect(ends()).to.have.lengthOf(1);
      expect(await message(button)).not.to.equal('');
      void button.open();
      (await opened()).onSuccess();
      await settled();
      expect(button.phase).to.equal('connected');
    });
  }
});
