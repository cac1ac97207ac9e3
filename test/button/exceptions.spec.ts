import { expect } from '@open-wc/testing';
import { connectButton, freshPage, opened, page, settled, toldInConsole, until } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

type Met = Awaited<ReturnType<typeof connectButton>>;

/** Makes a method throw, until the function it gives back is called. */
function breaks<T extends object>(object: T, name: keyof T & string, error: unknown = new Error('boom')): () => void {
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

/** What a run meets on its way before the widget is open. */
const places: [string, (met: Met, error: unknown) => () => void][] = [
  ['getComputedStyle', (_met, error) => breaks(globalThis, 'getComputedStyle', error)],
  ['closest', ({ button }, error) => breaks(button, 'closest', error)],
  ['the page that creates an element', (_met, error) => breaks(Document.prototype, 'createElement', error)],
  ['the page that appends an element', (_met, error) => breaks(Element.prototype, 'append', error)],
];

describe('an exception that nothing foresees', () => {
  freshPage();

  it('axe finds nothing on a button that met one', async () => {
    const { button } = await connectButton();
    const mend = breaks(globalThis, 'getComputedStyle');
    await button.open();
    mend();
    await expect(button).to.be.accessible();
  });

  for (const [what, break_] of places) {
    it(`in ${what} ends the run in internal-error with its cause, told in one line of the console`, async () => {
      const met = await connectButton();
      const { button, events } = met;
      const error = new Error(`boom in ${what}`);
      const mend = break_(met, error);
      let outcome;
      try {
        const run = button.open();
        mend();
        outcome = await run;
      } finally {
        mend();
      }
      expect(outcome).to.have.nested.property('error.code', 'internal-error');
      expect(outcome).to.have.nested.property('error.cause', error);
      expect(events.map(({ name }) => name)).to.deep.equal(['araucaria-open', 'araucaria-exit']);
      expect(toldInConsole().trim().split('\n')).to.have.lengthOf(1);
      expect(toldInConsole()).to.match(/^<araucaria-connect-button> internal-error: .*boom/);
      await usable(met);
    });
  }

  it('in dispatchEvent ends the run in internal-error, told in one line of the console', async () => {
    const met = await connectButton();
    const error = new Error('boom');
    const mend = breaks(met.button, 'dispatchEvent', error);
    const outcome = await met.button.open();
    mend();
    expect(outcome).to.have.nested.property('error.cause', error);
    expect(toldInConsole().trim().split('\n')).to.have.lengthOf(1);
    await usable(met);
  });

  for (const name of ['focus', 'setFormValue'] as const) {
    it(`in ${name}, after the bank was connected, keeps the run from no end`, async () => {
      const met = await connectButton();
      const opener = document.createElement('button');
      document.body.append(opener);
      opener.focus();
      const mend = breaks<object>(
        name === 'focus' ? HTMLElement.prototype : ElementInternals.prototype,
        name as keyof object,
      );
      let outcome;
      try {
        const run = met.button.open();
        (await opened()).onSuccess();
        outcome = await run;
      } finally {
        mend();
        opener.remove();
      }
      expect(outcome).to.have.property('status', 'success');
      expect(met.events.at(-1)).to.have.property('name', 'araucaria-success');
      expect(met.button.phase).to.equal('connected');
      expect(toldInConsole().trim().split('\n')).to.have.lengthOf(1);
      await usable(met);
    });
  }

  for (const [what, error] of [
    ['message', new Error(canaries.widgetToken)],
    ['cause', new Error('x', { cause: new Error(canaries.widgetToken) })],
    ['members', Object.assign(new Error('x'), { body: canaries.widgetToken })],
  ] as const) {
    it(`is not kept as the cause where its ${what} quotes the token`, async () => {
      const met = await connectButton({ token: 'ok', widget: 'slow' });
      const outcome = met.button.open();
      const global = { open() {} };
      const mending: (() => void)[] = [];
      // The token is there by then; the script makes the run go on.
      await until(() => document.querySelector('script[src*="slow"]'), 'the tag');
      Object.defineProperty(globalThis, 'Araucaria', {
        configurable: true,
        set() {
          page.araucariaCalls = [];
          Object.defineProperty(globalThis, 'Araucaria', { configurable: true, writable: true, value: global });
          mending.push(breaks(met.button, 'requestUpdate', error));
        },
        get: () => undefined,
      });
      await until(() => met.events.some(({ name }) => name !== 'araucaria-open'), 'the end');
      mending.pop()!();
      expect(await outcome).to.have.nested.property('error.code', 'internal-error');
      expect(await outcome).not.to.have.nested.property('error.cause');
    });
  }

  it('a click works on where the focus can not be set', async () => {
    // What the page's own method throws is the browser's to report; here it is meant to.
    const { onerror } = window;
    Object.assign(window, { onerror: () => true });
    const { button } = await connectButton();
    const mend = breaks(button, 'focus');
    button.click();
    mend();
    (await opened()).onSuccess();
    await settled();
    Object.assign(window, { onerror });
    expect(button.phase).to.equal('connected');
  });

  it('in a warm-up is not told, and nothing is left unhandled', async () => {
    const { button } = await connectButton({ preload: 'intent' });
    const mend = breaks(Document.prototype, 'createElement');
    button.dispatchEvent(new Event('pointerenter'));
    mend();
    await settled();
    expect(toldInConsole()).to.equal('');
  });
});

async function usable({ button }: Met): Promise<void> {
  const before = page.araucariaCalls?.length ?? 0;
  const outcome = button.open();
  (await opened(before)).onSuccess();
  expect(await outcome).to.have.property('status', 'success');
}
