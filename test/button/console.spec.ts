import { expect } from '@open-wc/testing';
import { connectButton, freshPage, toldInConsole } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

// A file of its own is a page of its own: what another test made the button say would not be said again here.
describe('the console', () => {
  freshPage();

  it('axe finds nothing on a button that had something to say', async () => {
    const { button } = await connectButton({ tokenEndpoint: '' });
    await button.open();
    await expect(button).to.be.accessible();
  });

  it('button 7: tells the developer once to rotate a key that reached the page, and does not show it', async () => {
    const { button } = await connectButton({ token: 'secret' });
    await button.open();
    const told = toldInConsole();
    expect(told).to.match(/^<araucaria-connect-button> secret-key-exposed: .*Rotate it now\.\n$/);
    expect(told).not.to.contain(canaries.apiKey);
    await button.open();
    expect(toldInConsole()).to.equal(told);
  });

  it('hears nothing of what is no mistake of the page', async () => {
    const { button } = await connectButton({ token: '500' });
    await button.open();
    expect(toldInConsole()).to.equal('');
  });
});
