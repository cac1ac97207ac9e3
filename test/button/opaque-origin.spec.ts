import { expect, fixture, html } from '@open-wc/testing';
import { connectButton, freshPage, script } from '../support/button.ts';
import { bundle } from '../support/own-page.ts';

describe('a page with an opaque origin', () => {
  freshPage();

  it('axe finds nothing on a button', async () => {
    const { button } = await connectButton();
    await expect(button).to.be.accessible();
  });

  const fetchToken = `button.fetchToken = async () => ({ widgetToken: 'wtk_frame', connectionId: 'conn_frame' });`;
  for (const [sandbox, setup, expected] of [
    ['allow-scripts', fetchToken, 'misconfigured'],
    ['allow-scripts', `button.tokenEndpoint = '/api/widget-token';`, 'misconfigured'],
    ['allow-scripts', '', 'misconfigured'],
    ['allow-scripts allow-forms allow-popups', fetchToken, 'misconfigured'],
    ['allow-scripts allow-same-origin', fetchToken, 'success'],
  ] as const) {
    it(`a run in a frame with sandbox="${sandbox}" and ${setup || 'no token endpoint'} ends with ${expected}`, async () => {
      const reported = new Promise<string[]>((resolve) => {
        addEventListener('message', ({ data }) => resolve(data as string[]), { once: true });
      });
      const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
      frame.setAttribute('sandbox', sandbox);
      frame.srcdoc = `${bundle}<araucaria-connect-button widget-src="${script('good')}"></araucaria-connect-button><script>
        const button = document.querySelector('araucaria-connect-button');
        ${setup}
        // If the widget opens, it reports success at once.
        Object.defineProperty(window, 'araucariaCalls', { value: { push: (options) => setTimeout(options.onSuccess) } });
        button.open().then(({ status, error }) =>
          parent.postMessage([error ? error.code : status, error ? error.message : '', button.shadowRoot.querySelector('[part=message]').textContent], '*'));
      </script>`;
      const [outcome, words] = await reported;
      expect(outcome).to.equal(expected);
      if (expected !== 'success') expect(words).to.contain('allow-same-origin');
    });
  }
});
