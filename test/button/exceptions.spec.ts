import { expect } from '@open-wc/testing';
import { connectButton, freshPage, opened, page, settled, loggedErrors, until } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

type Met = Awaited<ReturnType<typeof connectButton>>;

/** Makes a method throw. The result restores it. */
function breakMethod<T extends object>(
  object: T,
  name: keyof T & string,
  error: unknown = new Error('boom'),
): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, {
    configurable: true,
    value() {
      throw error;
    },
  });
  return () => {
    if (own) Object.defineProperty(object, name, own);
    else Reflect.deleteProperty(object, name);
  };
}

/** Functions of the page that a run calls before the widget is open. */
const places: [string, (met: Met, error: unknown) => () => void][] = [
  ['getComputedStyle', (_met, error) => breakMethod(globalThis, 'getComputedStyle', error)],
  ['closest', ({ button }, error) => breakMethod(button, 'closest', error)],
  ['the page that creates an element', (_met, error) => breakMethod(Document.prototype, 'createElement', error)],
  ['the page that appends an element', (_met, error) => breakMethod(Element.prototype, 'append', error)],
];

describe('an unexpected exception', () => {
  freshPage();

  it('axe finds nothing on a button after one', async () => {
    const { button } = await connectButton();
    const restore = breakMethod(globalThis, 'getComputedStyle');
    await button.open();
    restore();
    await expect(button).to.be.accessible();
  });

  for (const [what, break_] of places) {
    it(`in ${what} ends the run with internal-error and its cause, logged in one line`, async () => {
      const met = await connectButton();
      const { button, events } = met;
      const error = new Error(`boom in ${what}`);
      const restore = break_(met, error);
      let outcome;
      try {
        const run = button.open();
        restore();
        outcome = await run;
      } finally {
        restore();
      }
      expect(outcome).to.have.nested.property('error.code', 'internal-error');
      expect(outcome).to.have.nested.property('error.cause', error);
      expect(events.map(({ name }) => name)).to.deep.equal(['araucaria-open', 'araucaria-exit']);
      expect(loggedErrors().trim().split('\n')).to.have.lengthOf(1);
      expect(loggedErrors()).to.match(/^<araucaria-connect-button> internal-error: .*boom/);
      await expectUsable(met);
    });
  }

  it('in dispatchEvent ends the run with internal-error, logged in one line', async () => {
    const met = await connectButton();
    const error = new Error('boom');
    const restore = breakMethod(met.button, 'dispatchEvent', error);
    const outcome = await met.button.open();
    restore();
    expect(outcome).to.have.nested.property('error.cause', error);
    expect(loggedErrors().trim().split('\n')).to.have.lengthOf(1);
    await expectUsable(met);
  });

  for (const name of ['focus', 'setFormValue'] as const) {
    it(`in ${name}, after the bank was connected, does not keep the run from ending`, async () => {
      const met = await connectButton();
      const opener = document.createElement('button');
      document.body.append(opener);
      opener.focus();
      const restore = breakMethod<object>(
        name === 'focus' ? HTMLElement.prototype : ElementInternals.prototype,
        name as keyof object,
      );
      let outcome;
      try {
        const run = met.button.open();
        (await opened()).onSuccess();
        outcome = await run;
      } finally {
        restore();
        opener.remove();
      }
      expect(outcome).to.have.property('status', 'success');
      expect(met.events.at(-1)).to.have.property('name', 'araucaria-success');
      expect(met.button.phase).to.equal('connected');
      expect(loggedErrors().trim().split('\n')).to.have.lengthOf(1);
      await expectUsable(met);
    });
  }

  for (const [what, error] of [
    ['message', new Error(canaries.widgetToken)],
    ['cause', new Error('x', { cause: new Error(canaries.widgetToken) })],
    ['members', Object.assign(new Error('x'), { body: canaries.widgetToken })],
  ] as const) {
    it(`is not kept as the cause if its ${what} contains the token`, async () => {
      const met = await connectButton({ token: 'ok', widget: 'slow' });
      const outcome = met.button.open();
      const global = { open() {} };
      const restoring: (() => void)[] = [];
      // The run has its token by now, and continues when the script sets the global.
      await until(() => document.querySelector('script[src*="slow"]'), 'the tag');
      Object.defineProperty(globalThis, 'Araucaria', {
        configurable: true,
        set() {
          page.araucariaCalls = [];
          Object.defineProperty(globalThis, 'Araucaria', { configurable: true, writable: true, value: global });
          restoring.push(breakMethod(met.button, 'requestUpdate', error));
        },
        get: () => undefined,
      });
      await until(() => met.events.some(({ name }) => name !== 'araucaria-open'), 'the end');
      restoring.pop()!();
      expect(await outcome).to.have.nested.property('error.code', 'internal-error');
      expect(await outcome).not.to.have.nested.property('error.cause');
    });
  }

  it('in focus() does not stop a click', async () => {
    // The browser reports an error of the page's own method, as intended: it must not fail the test.
    const { onerror } = window;
    Object.assign(window, { onerror: () => true });
    const { button } = await connectButton();
    const restore = breakMethod(button, 'focus');
    button.click();
    restore();
    (await opened()).onSuccess();
    await settled();
    Object.assign(window, { onerror });
    expect(button.phase).to.equal('connected');
  });

  it('in a warm-up is not logged, and leaves no rejection unhandled', async () => {
    const { button } = await connectButton({ preload: 'intent' });
    const restore = breakMethod(Document.prototype, 'createElement');
    button.dispatchEvent(new Event('pointerenter'));
    restore();
    await settled();
    expect(loggedErrors()).to.equal('');
  });
});

async function expectUsable({ button }: Met): Promise<void> {
  const before = page.araucariaCalls?.length ?? 0;
  const outcome = button.open();
  (await opened(before)).onSuccess();
  expect(await outcome).to.have.property('status', 'success');
}
