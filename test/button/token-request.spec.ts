import { expect } from '@open-wc/testing';
import { withErrorPage } from '../../src/shared/documented-urls.ts';
import type { AraucariaConnectButton, FetchToken } from '../../src/button/index.ts';
import {
  connectButton,
  endpoint,
  freshPage,
  message,
  opened,
  page,
  release,
  requests,
  settled,
} from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

/** The same fake host under another name: another origin, and another site for cookies. */
const elsewhere = (path: string): string => `${location.origin.replace('localhost', '127.0.0.1')}${path}`;

describe('the token request', () => {
  freshPage();

  it('axe finds nothing while it is under way', async () => {
    const { button } = await connectButton({ token: 'hang' });
    void button.open();
    await expect(button).to.be.accessible();
    button.close();
  });

  for (const [what, connectionId, body] of [
    ['an empty object for a new connection', '', '{}'],
    ['the id of a connection to repair', 'conn_9', '{"connectionId":"conn_9"}'],
  ] as const) {
    it(`is a POST of JSON with ${what}`, async () => {
      const { button } = await connectButton({ connectionId });
      void button.open();
      (await opened()).onExit();
      const [request] = await requests('token');
      expect(request!.method).to.equal('POST');
      expect(request!.headers['content-type']).to.equal('application/json');
      expect(request!.headers['accept']).to.equal('application/json');
      expect(request!.body).to.equal(body);
    });
  }

  it('is made for each run', async () => {
    const { button } = await connectButton();
    for (const index of [0, 1]) {
      void button.open();
      (await opened(index)).onSuccess();
      expect(button.value).to.equal(`conn_${index + 1}`);
    }
  });

  it('has the cookies of the page, and none with credentials="omit"', async () => {
    document.cookie = 'session=abc; path=/fake';
    try {
      const { button } = await connectButton();
      void button.open();
      (await opened()).onExit();
      button.credentials = 'omit';
      void button.open();
      (await opened(1)).onExit();
      const cookies = (await requests('token')).map(({ headers }) => headers['cookie'] ?? '');
      expect(cookies[0]).to.contain('session=abc');
      expect(cookies[1]).to.equal('');
    } finally {
      document.cookie = 'session=; path=/fake; max-age=0';
    }
  });

  it('fails if the endpoint is on another origin without CORS', async () => {
    const { button } = await connectButton({ tokenEndpoint: elsewhere(endpoint('ok')) });
    expect(await button.open()).to.have.nested.property('error.code', 'token-request-failed');
    // The request arrived: with a wrong URL this test would pass as well.
    expect(await requests('token')).to.have.lengthOf(1);
  });

  for (const credentials of ['same-origin', 'include'] as const) {
    it(`succeeds if the endpoint is on another origin with CORS, credentials="${credentials}"`, async () => {
      const { button } = await connectButton({ tokenEndpoint: elsewhere(endpoint('ok', '&cors=1')), credentials });
      const outcome = button.open();
      (await opened()).onSuccess();
      expect(await outcome).to.have.property('status', 'success');
    });
  }

  it('fails while offline, and succeeds with the next click once online', async () => {
    const { button, events } = await connectButton({ token: 'reset' });
    expect(await button.open())
      .to.have.nested.property('error.cause')
      .instanceOf(TypeError);
    button.tokenEndpoint = endpoint('ok');
    button.click();
    (await opened()).onSuccess();
    expect(events.map(({ name }) => name.slice(10))).to.deep.equal(['open', 'exit', 'open', 'success']);
  });

  for (const [lang, text] of [
    ['en', 'You’re offline. Check your connection and try again.'],
    ['es', 'No tienes conexión. Revísala e inténtalo de nuevo.'],
    ['pt', 'Você está sem conexão. Verifique e tente de novo.'],
  ] as const) {
    for (const [what, settings] of [
      ['its token request', { token: 'reset' }],
      ['fetchToken', { fetchToken: () => Promise.reject(new TypeError('Failed to fetch')) }],
      ['its script', { token: 'hang', widget: 'missing' }],
    ] as const) {
      it(`offline, a failure of ${what} says so to the user in “${lang}”, and once online the old words are back`, async () => {
        Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
        const { button } = await connectButton({ ...settings, lang });
        try {
          const outcome = await button.open();
          const code = what === 'its script' ? 'widget-load-failed' : 'token-request-failed';
          expect(outcome).to.have.nested.property('error.code', code);
          expect(outcome).to.have.nested.property('error.message', withErrorPage('The browser is offline.', code));
          expect(outcome).to.have.nested.property('error.retryable', true);
          expect(await message(button)).to.equal(text);
        } finally {
          Reflect.deleteProperty(navigator, 'onLine');
        }
        await button.open();
        expect(await message(button)).not.to.be.oneOf(['', text]);
      });
    }
  }

  it('is aborted if the run ends before the answer', async () => {
    const { button } = await connectButton();
    const signals: AbortSignal[] = [];
    button.fetchToken = ({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    void button.open();
    button.close();
    void button.open();
    button.remove();
    await settled();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
  });

  for (const what of ['the endpoint', 'fetchToken, which ignores its signal']) {
    it(`times out after 20 seconds without an answer of ${what}, and a later answer has no effect`, async () => {
      const { timeout } = AbortSignal;
      const controller = new AbortController();
      const asked: number[] = [];
      AbortSignal.timeout = (ms) => {
        asked.push(ms);
        return controller.signal;
      };
      try {
        let arrive!: (answer: { widgetToken: string; connectionId: string }) => void;
        const late = new Promise<Parameters<typeof arrive>[0]>((resolve) => (arrive = resolve));
        const { button, ends } = await connectButton({ token: 'held' });
        if (what !== 'the endpoint') button.fetchToken = () => late;
        const outcome = button.open();
        controller.abort();
        expect(await outcome).to.have.nested.property('error.code', 'token-request-timeout');
        expect(await outcome).to.have.nested.property('error.retryable', true);
        expect(asked).to.deep.equal([20_000]);
        arrive({ widgetToken: 'wtk_late', connectionId: 'conn_late' });
        await release();
        await settled();
        expect(ends()).to.have.lengthOf(1);
        expect(page.araucariaCalls).to.equal(undefined);
      } finally {
        AbortSignal.timeout = timeout;
      }
    });
  }

  it('is replaced by fetchToken, for a new connection and for a repair', async () => {
    const { button } = await connectButton();
    const asked: unknown[] = [];
    button.fetchToken = async ({ connectionId, signal }) => {
      asked.push(connectionId, signal instanceof AbortSignal);
      return { widgetToken: 'wtk_own', ...(connectionId === null && { connectionId: 'conn_own' }) };
    };
    void button.open();
    const call = await opened();
    expect([call.token, call.connectionId]).to.deep.equal(['wtk_own', 'conn_own']);
    call.onSuccess();
    button.connectionId = 'conn_9';
    void button.open();
    const repair = await opened(1);
    expect([repair.token, repair.connectionId]).to.deep.equal(['wtk_own', 'conn_9']);
    repair.onExit();
    expect(asked).to.deep.equal([null, true, 'conn_9', true]);
    expect(await requests('token')).to.have.lengthOf(0);
  });

  const cause = new Error('offline');
  const failing: [string, () => unknown, string][] = [
    ['rejects', () => Promise.reject(cause), 'token-request-failed'],
    [
      'throws',
      () => {
        throw cause;
      },
      'token-request-failed',
    ],
    ['gives nothing', async () => undefined, 'token-response-invalid'],
    ['gives a class with getters', async () => new Inherited(), 'token-response-invalid'],
    ['gives an API key', async () => ({ widgetToken: canaries.apiKey, connectionId: 'c' }), 'secret-key-exposed'],
    [
      'gives an API key as the id',
      async () => ({ widgetToken: 'w', connectionId: canaries.apiKey }),
      'secret-key-exposed',
    ],
  ];
  for (const [what, ask, code] of failing) {
    it(`ends with ${code} if fetchToken ${what}`, async () => {
      const { button, ends } = await connectButton();
      button.fetchToken = ask as FetchToken;
      const outcome = await button.open();
      expect(outcome).to.have.nested.property('error.code', code);
      expect(outcome.status === 'exit' && outcome.error?.cause).to.equal(
        code === 'token-request-failed' ? cause : undefined,
      );
      expect(ends()).to.have.lengthOf(1);
    });
  }

  const quoting: [string, () => Promise<never>][] = [
    ['parses JSON that is none', async () => JSON.parse(`${canaries.widgetToken} ${canaries.apiKey}`) as never],
    ['reads a response that is no JSON', async () => new Response(canaries.widgetToken).json() as never],
    ['parses another notation', () => Promise.reject(new SyntaxError(`Unexpected ${canaries.widgetToken}`))],
  ];
  for (const [what, ask] of quoting) {
    it(`has no cause that quotes a token if fetchToken ${what}`, async () => {
      const { button } = await connectButton();
      button.fetchToken = ask;
      const outcome = await button.open();
      if (outcome.status === 'success' || !outcome.error) throw new Error('Expected an error.');
      expect(outcome.error.code).to.equal('token-request-failed');
      expect(outcome.error.cause).to.equal(undefined);
    });
  }

  it('a property set to null or undefined has its default again', async () => {
    const { button } = await connectButton();
    const loose = button as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(defaults)) {
      for (const nothing of [null, undefined]) {
        loose[name] = name === 'fetchToken' ? () => {} : 'x';
        loose[name] = nothing;
        expect(loose[name], name).to.equal(value);
      }
    }
    button.tokenEndpoint = endpoint('ok');
    button.removeAttribute('connection-id');
    expect(button.connectionId).to.equal('');
  });
});

const defaults: Partial<AraucariaConnectButton> = {
  tokenEndpoint: '',
  connectionId: '',
  institution: '',
  widgetSrc: 'https://api.araucaria.money/widget/araucaria-connect.js',
  widgetIntegrity: '',
  preload: 'intent',
  disabled: false,
  name: '',
  required: false,
  credentials: 'same-origin',
  fetchToken: null,
};

/** Getters of a class: only own properties of an answer count. */
class Inherited {
  get widgetToken(): string {
    return 'wtk_inherited';
  }
  get connectionId(): string {
    return 'conn_inherited';
  }
}
