import { expect } from '@open-wc/testing';
import { connectButton, freshPage, loggedErrors } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

// In a file, and so a page, of its own: each message is logged once a page.
describe('the console', () => {
  freshPage();

  it('axe finds nothing on a button that logged an error', async () => {
    const { button } = await connectButton({ tokenEndpoint: '' });
    await button.open();
    await expect(button).to.be.accessible();
  });

  it('has one line that says to rotate an exposed API key, without the key', async () => {
    const { button } = await connectButton({ token: 'secret' });
    await button.open();
    const logged = loggedErrors();
    expect(logged).to.match(/^<araucaria-connect-button> secret-key-exposed: .*Rotate it now\.\n$/);
    expect(logged).not.to.contain(canaries.apiKey);
    await button.open();
    expect(loggedErrors()).to.equal(logged);
  });

  it('has no line for an error that is no mistake of the page', async () => {
    const { button } = await connectButton({ token: '500' });
    await button.open();
    expect(loggedErrors()).to.equal('');
  });
});
