import { expect } from '@open-wc/testing';
import { connectButton, freshPage, message, opened, page, settled, until, type WidgetCall } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

const names = (events: { name: string }[]): string[] => events.map(({ name }) => name);

describe('the outcome of a run', () => {
  freshPage();

  // The browser reports errors of the page and of the widget, as intended: they must not fail the test.
  const { onerror } = window;
  let reported: unknown[] = [];
  beforeEach(() => {
    reported = [];
    // Mocha's own handler, which fails the test, is this property.
    Object.assign(window, { onerror: (text: unknown) => reported.push(text) > 0 });
  });
  after(() => Object.assign(window, { onerror }));

  it('axe finds nothing on a button that is connected', async () => {
    const { button } = await connectButton();
    void button.open();
    (await opened()).onSuccess();
    await expect(button).to.be.accessible();
  });

  it('is success when the bank is connected', async () => {
    const { button, events } = await connectButton();
    const outcome = button.open();
    const call = await opened();
    expect(call.token).to.equal(canaries.widgetToken);
    expect(call.connectionId).to.equal('conn_1');
    expect(button.phase).to.equal('open');
    call.onSuccess({ connectionId: 'junk' });
    expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
    expect(events.map(({ name }) => name)).to.deep.equal(['araucaria-open', 'araucaria-success']);
    expect(events[1]!.detail).to.deep.equal({ connectionId: 'conn_1' });
    expect(button.phase).to.equal('connected');
    expect(await message(button)).to.equal('Your bank is connected.');
  });

  const callbacks: [string, (call: WidgetCall) => void, string][] = [
    ['success twice', (call) => (call.onSuccess(), call.onSuccess()), 'araucaria-success'],
    ['success, then exit', (call) => (call.onSuccess(), call.onExit(new Error('late'))), 'araucaria-success'],
    ['exit, then success', (call) => (call.onExit(), call.onSuccess()), 'araucaria-exit'],
    ['exit twice', (call) => (call.onExit(), call.onExit(new Error('late'))), 'araucaria-exit'],
  ];
  for (const [what, call, end] of callbacks) {
    it(`is one terminal event: ${what}`, async () => {
      const { button, ends } = await connectButton();
      void button.open();
      call(await opened());
      await settled();
      expect(names(ends())).to.deep.equal([end]);
    });
  }

  it('is reported by a widget that calls back before open has returned', async () => {
    page.Araucaria = { open: ({ onSuccess }: { onSuccess(): void }) => onSuccess() };
    const { button, ends } = await connectButton();
    expect(await button.open()).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
    expect(names(ends())).to.deep.equal(['araucaria-success']);
    expect(button.phase).to.equal('connected');
  });

  it('is the one that a widget reports before it throws', async () => {
    page.Araucaria = {
      open({ onSuccess }: { onSuccess(): void }) {
        onSuccess();
        throw new Error('too late');
      },
    };
    const { button, ends } = await connectButton();
    expect(await button.open()).to.have.property('status', 'success');
    await settled();
    expect(ends()).to.have.lengthOf(1);
  });

  it('is open until close() if the widget never calls back', async () => {
    const { button, ends } = await connectButton();
    void button.open();
    await opened();
    await settled();
    expect([button.phase, ends().length]).to.deep.equal(['open', 0]);
    button.close();
    expect(names(ends())).to.deep.equal(['araucaria-exit']);
  });

  it('is not delayed by a widget that cannot be closed', async () => {
    page.Araucaria = {
      open: () => ({
        close() {
          throw new Error('stuck');
        },
      }),
    };
    const { button, ends } = await connectButton();
    const outcome = button.open();
    await until(() => button.phase === 'open', 'the widget');
    button.close();
    expect(await outcome).to.deep.equal({ status: 'exit', error: null });
    expect(names(ends())).to.deep.equal(['araucaria-exit']);
    expect(String(reported)).to.contain('stuck');
  });

  it('is not affected by a listener of the page that throws', async () => {
    const { button } = await connectButton();
    button.addEventListener('araucaria-success', () => {
      throw new Error('thrown by the page');
    });
    const outcome = button.open();
    (await opened()).onSuccess();
    expect(await outcome).to.have.property('status', 'success');
    expect(button.phase).to.equal('connected');
    expect(String(reported)).to.contain('thrown by the page');
  });

  it('is not affected by metadata that cannot be read', async () => {
    const { button } = await connectButton();
    const outcome = button.open();
    const trap = new Proxy({}, { get: () => expect.fail('read') });
    (await opened()).onSuccess(trap);
    expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
  });

  it('of two buttons clicked together, one opens and the other is busy, and then the reverse', async () => {
    const pair = await Promise.all([connectButton(), connectButton()]);
    for (const { button } of pair) button.click();
    const call = await opened();
    await until(() => pair.some(({ button }) => button.phase === 'failed'), 'the other to be refused');
    expect(pair.map(({ button }) => button.phase)).to.have.members(['open', 'failed']);
    const refused = pair.find(({ button }) => button.phase === 'failed')!;
    expect(refused.ends()[0]!.detail.error).to.have.property('code', 'widget-busy');
    call.onExit();
    refused.button.click();
    (await opened(1)).onSuccess();
    expect(pair.map(({ button }) => button.phase)).to.have.members(['idle', 'connected']);
    expect(page.araucariaCalls).to.have.lengthOf(2);
  });
});
