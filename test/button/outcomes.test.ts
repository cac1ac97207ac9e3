import { expect } from '@open-wc/testing';
import { connectButton, freshPage, message, opened } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

describe('a run', () => {
  freshPage();

  it('button 1: links a bank', async () => {
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
});
