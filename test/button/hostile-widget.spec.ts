import { expect } from '@open-wc/testing';
import type { ConnectOutcome } from '../../src/button/index.ts';
import { connectButton, freshPage, opened, page, settled, until, type WidgetCall } from '../support/button.ts';

const boom = (): never => {
  throw new Error('boom');
};

/** A proxy whose properties throw when they are read. */
const trap = (): object =>
  new Proxy({}, { get: boom, has: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom, ownKeys: boom });

/** A proxy that throws at every operation. */
function revoked(of: object = {}): never {
  const { proxy, revoke } = Proxy.revocable(of, {});
  revoke();
  return proxy as never;
}

/** An object whose property has one value at the first read and another later. */
function changing(name: string, first: unknown, later: unknown): object {
  let reads = 0;
  return Object.defineProperty({}, name, { get: () => (reads++ ? later : first) });
}

const record = (options: WidgetCall): void => void (page.araucariaCalls ??= []).push(options);

/** Globals without a usable `open`: the button loads the script in their place. */
const unusable: [string, () => unknown][] = [
  ['a revoked proxy', revoked],
  ['a proxy that throws at every touch', trap],
  ['open by a getter that throws', () => Object.defineProperty({}, 'open', { get: boom })],
  ['open that is no function', () => ({ open: {} })],
  ['nothing but what Object.prototype has', () => ({})],
];

/** Results of `open`. */
const handles: [string, () => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a string', () => 'handle'],
  ['a close that is no function', () => ({ close: 5 })],
  ['a close by a getter that throws', () => Object.defineProperty({}, 'close', { get: boom })],
  ['a proxy that throws at every touch', trap],
  ['a revoked proxy', revoked],
  ['a promise', () => Promise.resolve({ close() {} })],
  // oxlint-disable-next-line unicorn/no-thenable -- the hostile part
  ['a thenable that never settles', () => ({ then() {} })],
  [
    'a close that answers by a rejection of its own to catch',
    () => ({ close: () => Promise.reject(new Error('x')).catch(() => {}) }),
  ],
];

/** Values that `onExit` is called with, and the code and `retryable` that result. */
const errors: [string, () => unknown, string, boolean][] = [
  [
    'a code by a getter that throws',
    () => Object.defineProperty({ message: 'x' }, 'code', { get: boom }),
    'widget-error',
    false,
  ],
  [
    'a message by a getter that throws',
    () => Object.defineProperty({ code: 'mfa-failed', retryable: true }, 'message', { get: boom }),
    'mfa-failed',
    true,
  ],
  [
    'retryable by a getter that throws',
    () => Object.defineProperty({ code: 'mfa-failed' }, 'retryable', { get: boom }),
    'mfa-failed',
    false,
  ],
  ['a code that changes between reads', () => changing('code', 'mfa-failed', 'nonsense'), 'mfa-failed', false],
  ['a message that changes between reads', () => changing('message', 'x', 5), 'widget-error', false],
  ['a proxy that throws at every touch', trap, 'widget-error', false],
  ['a revoked proxy', revoked, 'widget-error', false],
  [
    'an object without a prototype',
    () => Object.assign(Object.create(null) as object, { code: 'mfa-failed' }),
    'mfa-failed',
    false,
  ],
  [
    'an error of a class with getters',
    () =>
      new (class {
        get code() {
          return 'mfa-failed';
        }
      })(),
    'mfa-failed',
    false,
  ],
  ['a symbol', () => Symbol('x'), 'widget-error', false],
  ['a number', () => 5, 'widget-error', false],
  ['a code that is an object', () => ({ code: { toString: boom } }), 'widget-error', false],
];

describe('a widget script with hostile values', () => {
  freshPage();

  it('axe finds nothing on a button after one', async () => {
    page.Araucaria = { open: revoked(() => {}) };
    const { button } = await connectButton();
    await button.open();
    await expect(button).to.be.accessible();
  });

  for (const [what, make] of unusable) {
    it(`a global that is or has ${what} is ignored, and the script is loaded`, async () => {
      page.Araucaria = make();
      const { button, ends } = await connectButton();
      const outcome = button.open();
      (await opened()).onSuccess();
      expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
      expect(ends()).to.have.lengthOf(1);
    });
  }

  it('a global that throws when it is read ends the run with an error, and the next click works', async () => {
    Object.defineProperty(globalThis, 'Araucaria', { configurable: true, get: boom, set() {} });
    const met = await connectButton({ widget: 'no-global' });
    const outcome = await met.button.open();
    delete page.Araucaria;
    expect(outcome).to.have.nested.property('error.code', 'widget-unavailable');
    await expectUsable(met);
  });

  it('an open that is a revoked proxy ends the run as one that throws, and the next click works', async () => {
    page.Araucaria = { open: revoked(() => {}) };
    const met = await connectButton();
    expect(await met.button.open()).to.have.nested.property('error.code', 'widget-open-failed');
    await expectUsable(met);
  });

  it('a global that is removed during the token request ends the run with an error, and the next click works', async () => {
    const global = { open: record };
    let reads = 0;
    Object.defineProperty(globalThis, 'Araucaria', {
      configurable: true,
      get: () => (reads++ < 2 ? global : undefined),
    });
    const met = await connectButton();
    const outcome = await met.button.open();
    delete page.Araucaria;
    expect(outcome).to.have.nested.property('error.code', 'widget-unavailable');
    await expectUsable(met);
  });

  it('a version whose getter throws is ignored: the widget gets its token as a string', async () => {
    page.Araucaria = Object.defineProperty({ open: record }, 'version', { get: boom });
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    expect(call.token).to.be.a('string');
    call.onExit();
  });

  for (const [what, make] of handles) {
    it(`an open that returns ${what} does not keep the run from ending, and the next click works`, async () => {
      page.Araucaria = { open: (options: WidgetCall) => (record(options), make()) };
      const met = await connectButton();
      const outcome = met.button.open();
      await opened();
      await until(() => met.button.phase === 'open', 'the widget');
      met.button.close();
      expect(await outcome).to.deep.equal({ status: 'exit', error: null });
      await expectUsable(met);
    });
  }

  for (const [what, make, code, retryable] of errors) {
    it(`onExit called with ${what} ends the run with ${code}, and the next click works`, async () => {
      const met = await connectButton();
      const outcome = met.button.open();
      (await opened()).onExit(make());
      expect(await outcome).to.have.nested.property('error.code', code);
      expect(await outcome).to.have.nested.property('error.retryable', retryable);
      expect(await outcome)
        .to.have.nested.property('error.message')
        .that.is.a('string');
      await expectUsable(met);
    });
  }

  for (const [what, make] of [...errors, ['nothing', () => undefined] as const]) {
    it(`an open that throws ${what} ends the run with widget-open-failed, and the next click works`, async () => {
      page.Araucaria = {
        open() {
          throw make();
        },
      };
      const met = await connectButton();
      expect(await met.button.open()).to.have.nested.property('error.code', 'widget-open-failed');
      await expectUsable(met);
    });
  }

  it('a proxy of an error that the button made does not count as that error', async () => {
    page.Araucaria = { version: '1', open: (options: WidgetCall) => record(options) };
    const met = await connectButton({ token: 'down-once' });
    const outcome = met.button.open();
    const call = await opened();
    const error = await call.requestToken!(new AbortController().signal).catch((reason: unknown) => reason);
    call.onExit(new Proxy(error as object, { get: boom }));
    expect(await outcome).to.have.nested.property('error.code', 'widget-error');
    await expectUsable(met);
  });
});

/** The run ended once, and the next click links a bank. */
async function expectUsable({ button, ends }: Awaited<ReturnType<typeof connectButton>>): Promise<void> {
  await settled();
  expect(ends()).to.have.lengthOf(1);
  page.Araucaria = { open: record };
  delete page.araucariaCalls;
  const outcome: Promise<ConnectOutcome> = button.open();
  (await opened()).onSuccess();
  expect(await outcome).to.have.property('status', 'success');
}
