import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import {
  connectButton,
  endpoint,
  freshPage,
  message,
  opened,
  page,
  requests,
  script,
  settled,
  state,
  until,
  watch,
} from '../support/button.ts';

const names = (events: { name: string }[]): string[] => events.map(({ name }) => name);

/** Adds buttons to the page, in an element `#many`. No variable refers to them afterwards. */
function addButtons(count: number): WeakRef<Element>[] {
  const place = document.body.appendChild(document.createElement('div'));
  place.id = 'many';
  return Array.from({ length: count }, () => {
    const button = document.createElement('araucaria-connect-button');
    button.preload = 'visible';
    // Not visible, so that it loads nothing.
    button.hidden = true;
    button.style.setProperty('--araucaria-connect-button-color', 'rgb(0 0 0 / 0.3)');
    place.append(button);
    return new WeakRef(button);
  });
}

describe('the life cycle of a run', () => {
  freshPage();

  it('axe finds nothing in any phase', async () => {
    const { button } = await connectButton();
    await expect(button).to.be.accessible();
    void button.open();
    await button.updateComplete;
    expect(button.phase).to.equal('loading');
    await expect(button).to.be.accessible();
    (await opened()).onSuccess();
    await expect(button).to.be.accessible();
  });

  it('has phases, each of which but idle is a custom state', async () => {
    const { button } = await connectButton();
    const states = (): string =>
      ['loading', 'open', 'connected', 'failed'].filter((name) => button.matches(state(name))).join();
    expect([button.phase, states()]).to.deep.equal(['idle', '']);
    void button.open();
    expect([button.phase, states()]).to.deep.equal(['loading', 'loading']);
    const call = await opened();
    expect([button.phase, states()]).to.deep.equal(['open', 'open']);
    call.onSuccess();
    expect([button.phase, states()]).to.deep.equal(['connected', 'connected']);
    void button.open();
    (await opened(1)).onExit({ code: 'account-locked' });
    expect([button.phase, states()]).to.deep.equal(['failed', 'failed']);
    void button.open();
    (await opened(2)).onExit();
    expect([button.phase, states()]).to.deep.equal(['idle', '']);
  });

  it('makes the button busy and says “Opening…” while it loads, without moving the focus', async () => {
    const { button, inner } = await connectButton({ token: 'late', tokenQuery: '&ms=80' });
    inner.focus();
    void button.open();
    expect(await message(button)).to.equal('Opening…');
    expect(inner.getAttribute('aria-busy')).to.equal('true');
    expect(inner.disabled).to.equal(false);
    expect(button.shadowRoot!.querySelector('[part=spinner]')).not.to.equal(null);
    expect(document.activeElement).to.equal(button);
    (await opened()).onExit();
    await button.updateComplete;
    expect(inner.getAttribute('aria-busy')).not.to.equal('true');
    expect(button.shadowRoot!.querySelector('[part=spinner]')).to.equal(null);
  });

  it('requests the token and the script at the same time', async () => {
    const { button } = await connectButton({ token: 'hang', widget: 'hang' });
    void button.open();
    await until(
      async () => (await requests('token')).length + (await requests('widget')).length === 2,
      'both requests',
    );
    button.close();
  });

  it('close() ends a run while it loads, and a script that arrives later opens nothing', async () => {
    const { button, ends } = await connectButton({ widget: 'slow' });
    const outcome = button.open();
    button.close();
    expect(await outcome).to.deep.equal({ status: 'exit', error: null });
    expect(button.phase).to.equal('idle');
    await aTimeout(500);
    expect(page.araucariaCalls).to.equal(undefined);
    expect(ends()).to.have.lengthOf(1);
  });

  it('close() closes an open widget through its handle, and does nothing without a run', async () => {
    let closed = 0;
    page.Araucaria = { open: () => ({ close: () => (closed += 1) }) };
    const { button, events } = await connectButton();
    button.close();
    expect(events).to.have.lengthOf(0);
    void button.open();
    await until(() => button.phase === 'open', 'the widget');
    button.close();
    expect(closed).to.equal(1);
    expect(button.phase).to.equal('idle');
  });

  it('a new run can start in the listener of the last outcome', async () => {
    const { button, events } = await connectButton();
    void button.open();
    button.close();
    void button.open();
    (await opened()).onSuccess();
    expect(names(events)).to.deep.equal(['araucaria-open', 'araucaria-exit', 'araucaria-open', 'araucaria-success']);
  });

  for (const [phase, settings] of [
    ['loading', { token: 'hang' }],
    ['loading', { widget: 'hang' }],
    ['open', {}],
  ] as const) {
    it(`ends with one event if the button is removed while ${phase} ${JSON.stringify(settings)}`, async () => {
      const { button, ends } = await connectButton(settings);
      const outcome = button.open();
      await until(() => button.phase === phase, phase);
      let heard = 0;
      document.addEventListener('araucaria-exit', () => (heard += 1), { once: true });
      button.remove();
      expect(await outcome).to.deep.equal({ status: 'exit', error: null });
      expect(names(ends())).to.deep.equal(['araucaria-exit']);
      expect(heard, 'heard in the document').to.equal(0);
      expect(button.phase).to.equal('idle');
    });
  }

  it('continues if the element is moved', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    const elsewhere = await fixture(html`<div></div>`);
    elsewhere.append(button);
    await settled();
    expect(button.phase).to.equal('open');
    call.onSuccess();
    expect(button.phase).to.equal('connected');
  });

  it('keeps its options: attributes that change count from the next run on', async () => {
    const { button } = await connectButton({ token: 'late', tokenQuery: '&ms=50' });
    void button.open();
    button.connectionId = 'conn_later';
    const first = await opened();
    expect(first.connectionId).to.equal('conn_1');
    first.onExit();
    void button.open();
    expect((await opened(1)).connectionId).to.equal('conn_later');
    page.araucariaCalls![1]!.onExit();
  });

  it('a hundred clicks start one run', async () => {
    const { button, events } = await connectButton();
    for (let count = 0; count < 100; count++) button.click();
    (await opened()).onSuccess();
    await settled();
    expect(page.araucariaCalls).to.have.lengthOf(1);
    expect(await requests('token')).to.have.lengthOf(1);
    expect(names(events)).to.deep.equal(['araucaria-open', 'araucaria-success']);
  });

  it('open() returns the same promise during a run', async () => {
    const { button } = await connectButton();
    const first = button.open();
    expect(button.open()).to.equal(first);
    (await opened()).onExit();
    await first;
  });

  it('a vetoed run requests nothing and dispatches no further event', async () => {
    const { button, events } = await connectButton();
    button.addEventListener('araucaria-open', (event) => event.preventDefault());
    expect(await button.open()).to.deep.equal({ status: 'exit', error: null });
    await settled();
    expect(names(events)).to.deep.equal(['araucaria-open']);
    expect(await requests('token')).to.have.lengthOf(0);
    expect(button.phase).to.equal('idle');
  });

  it('open() joins and close() ends the run in a listener of araucaria-open', async () => {
    const { button, events } = await connectButton();
    let nested: unknown;
    const again = (): void => {
      nested = button.open();
    };
    button.addEventListener('araucaria-open', again, { once: true });
    const outcome = button.open();
    expect(nested).to.equal(outcome);
    (await opened()).onExit();
    await outcome;
    button.addEventListener('araucaria-open', () => button.close(), { once: true });
    expect(await button.open()).to.deep.equal({ status: 'exit', error: null });
    expect(names(events).slice(2)).to.deep.equal(['araucaria-open', 'araucaria-exit']);
  });

  it('does not start while the button is disabled or out of the document', async () => {
    const { button, events } = await connectButton({ disabled: true });
    button.click();
    expect(await button.open()).to.deep.equal({ status: 'exit', error: null });
    const loose = document.createElement('araucaria-connect-button');
    expect(await loose.open()).to.deep.equal({ status: 'exit', error: null });
    expect(events).to.have.lengthOf(0);
  });

  it('a page that returns from the back/forward cache ends a run that was loading, and no other', async () => {
    const { button } = await connectButton({ token: 'hang' });
    void button.open();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(button.phase).to.equal('idle');
    button.tokenEndpoint = endpoint('ok');
    void button.open();
    const call = await opened();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(button.phase).to.equal('open');
    call.onExit();
  });

  it('events bubble and cross shadow roots; only araucaria-open can be canceled', async () => {
    const heard: Event[] = [];
    const listener = (event: Event): number => heard.push(event);
    for (const name of ['araucaria-open', 'araucaria-success']) document.addEventListener(name, listener);
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = `<araucaria-connect-button preload="none"></araucaria-connect-button>`;
    const button = root.querySelector('araucaria-connect-button') as AraucariaConnectButton;
    button.tokenEndpoint = endpoint('ok');
    button.widgetSrc = script('good');
    watch(button);
    void button.open();
    (await opened()).onSuccess();
    expect(heard.map(({ type, cancelable }) => [type, cancelable])).to.deep.equal([
      ['araucaria-open', true],
      ['araucaria-success', false],
    ]);
    for (const name of ['araucaria-open', 'araucaria-success']) document.removeEventListener(name, listener);
  });

  it('a removed button leaves nothing behind: no observer, no listener, no reference', async () => {
    const observed = new Map<MutationObserver, number>();
    const listeners: string[] = [];
    const { observe, disconnect } = MutationObserver.prototype;
    const natives = { add: EventTarget.prototype.addEventListener, remove: EventTarget.prototype.removeEventListener };
    MutationObserver.prototype.observe = function (...args) {
      observed.set(this, (observed.get(this) ?? 0) + 1);
      observe.apply(this, args);
    };
    MutationObserver.prototype.disconnect = function () {
      observed.delete(this);
      disconnect.apply(this);
    };
    EventTarget.prototype.addEventListener = function (...args) {
      if (this === window || this === document) listeners.push(args[0]);
      natives.add.apply(this, args);
    };
    EventTarget.prototype.removeEventListener = function (...args) {
      const index = listeners.indexOf(args[0]);
      if ((this === window || this === document) && index >= 0) listeners.splice(index, 1);
      natives.remove.apply(this, args);
    };
    const weak: WeakRef<Element>[] = [];
    try {
      weak.push(...addButtons(20));
      await settled();
      expect(observed.size, 'observers for 20 buttons').to.equal(1);
      expect(listeners).to.deep.equal([]);
      document.querySelector('#many')!.remove();
      expect(observed.size, 'observers').to.equal(0);
    } finally {
      Object.assign(MutationObserver.prototype, { observe, disconnect });
      Object.assign(EventTarget.prototype, { addEventListener: natives.add, removeEventListener: natives.remove });
    }
    // Only Chromium with a flag can be asked to collect garbage.
    const { gc } = globalThis as { gc?: (options: { execution: 'async' }) => Promise<void> };
    if (!gc) return;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await until(async () => {
      await gc({ execution: 'async' });
      return weak.every((each) => !each.deref());
    }, 'the buttons to be collected');
  });
});
