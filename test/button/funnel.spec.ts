import { expect } from '@open-wc/testing';
import type { AraucariaFunnelEvent } from '../../src/button/index.ts';
import {
  connectButton,
  freshPage,
  modernWidget,
  opened,
  release,
  settled,
  type WidgetCall,
} from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

type FunnelCall = WidgetCall & { onEvent(event: unknown): void };

/** An open widget, and the details of the events that it causes, heard on the document. */
async function openedWidget(
  connectionId = '',
): Promise<{ call: FunnelCall; details: AraucariaFunnelEvent['detail'][] }> {
  const { button } = await connectButton({ connectionId, token: 'held' });
  const details: AraucariaFunnelEvent['detail'][] = [];
  const controller = new AbortController();
  document.addEventListener('araucaria-event', ({ detail }) => details.push(detail), { signal: controller.signal });
  void button.open().then(() => controller.abort());
  return { call: (await opened()) as FunnelCall, details };
}

describe('araucaria-event', () => {
  freshPage();
  beforeEach(modernWidget);

  it('axe finds nothing after one', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = (await opened()) as FunnelCall;
    call.onEvent({ name: 'opened' });
    await expect(button).to.be.accessible();
    call.onExit();
  });

  it('tells each step of the funnel, with the connection once there is one', async () => {
    const { call, details } = await openedWidget();
    call.onEvent({ name: 'opened' });
    await release();
    await call.requestToken!(new AbortController().signal);
    call.onEvent({ name: 'institution-selected', institutionId: 'banco-alerce' });
    call.onEvent({ name: 'institution-missing', institutionName: 'Banco de Papel' });
    call.onEvent({ name: 'connected', institutionId: 'banco-alerce' });
    expect(details).to.deep.equal([
      { name: 'opened', connectionId: null },
      { name: 'institution-selected', connectionId: 'conn_1', institutionId: 'banco-alerce' },
      { name: 'institution-missing', connectionId: 'conn_1', institutionName: 'Banco de Papel' },
      { name: 'connected', connectionId: 'conn_1', institutionId: 'banco-alerce' },
    ]);
    call.onExit();
  });

  it('has the id of a connection to repair from the first step on', async () => {
    const { call, details } = await openedWidget('conn_7');
    call.onEvent({ name: 'opened' });
    expect(details).to.deep.equal([{ name: 'opened', connectionId: 'conn_7' }]);
    call.onExit();
  });

  it('is not dispatched for what is no step, and carries nothing else', async () => {
    const { call, details } = await openedWidget();
    for (const event of [null, 'opened', {}, { name: 'typed' }, { name: 5 }, { name: 'toString' }]) call.onEvent(event);
    call.onEvent({
      name: 'failed',
      institutionName: 'typed',
      userName: 'typed',
      institutionId: { toString: () => 'x' },
    });
    expect(details).to.deep.equal([{ name: 'failed', connectionId: null }]);
    call.onExit();
  });

  it('never carries a token', async () => {
    const { call, details } = await openedWidget();
    await release();
    const { widgetToken } = await call.requestToken!(new AbortController().signal);
    call.onEvent({ name: 'institution-missing', institutionId: widgetToken, institutionName: `a ${widgetToken}` });
    expect(JSON.stringify(details)).not.to.contain(widgetToken);
    expect(JSON.stringify(details)).not.to.contain(canaries.widgetToken);
    call.onExit();
  });
});

describe('the error of araucaria-exit', () => {
  freshPage();

  for (const [what, settings, connectionId] of [
    ['the connection to repair, when the token request fails', { token: '500', connectionId: 'conn_7' }, 'conn_7'],
    ['none for a new connection without a token', { token: '500' }, undefined],
  ] as const) {
    it(`has ${what}`, async () => {
      const { button } = await connectButton(settings);
      const outcome = await button.open();
      expect(outcome.status === 'exit' && outcome.error?.connectionId).to.equal(connectionId);
    });
  }

  it('has the connection that was made, when the widget fails', async () => {
    const { button, ends } = await connectButton();
    void button.open();
    (await opened()).onExit({ code: 'account-locked' });
    await settled();
    expect(ends()[0]!.detail.error!['connectionId']).to.equal('conn_1');
  });
});
