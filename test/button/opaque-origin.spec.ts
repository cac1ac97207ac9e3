import { expect, fixture, html } from '@open-wc/testing';
import { connectButton, freshPage, script } from '../support/button.ts';
import { bundle } from '../support/page-of-its-own.ts';

describe('a page without an origin', () => {
  freshPage();

  it('axe finds nothing on a button', async () => {
    const { button } = await connectButton();
    await expect(button).to.be.accessible();
  });

  for (const [sandbox, expected] of [
    ['allow-scripts', 'misconfigured'],
    ['allow-scripts allow-forms allow-popups', 'misconfigured'],
    ['allow-scripts allow-same-origin', 'success'],
  ] as const) {
    it(`in a frame with sandbox="${sandbox}": ${expected}`, async () => {
      const told = new Promise<string[]>((resolve) => {
        addEventListener('message', ({ data }) => resolve(data as string[]), { once: true });
      });
      const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
      frame.setAttribute('sandbox', sandbox);
      frame.srcdoc = `${bundle}<araucaria-connect-button widget-src="${script('good')}"></araucaria-connect-button><script>
        const button = document.querySelector('araucaria-connect-button');
        button.fetchToken = async () => ({ widgetToken: 'wtk_frame', connectionId: 'conn_frame' });
        // A widget that links at once, where it gets so far.
        Object.defineProperty(window, 'araucariaCalls', { value: { push: (options) => setTimeout(options.onSuccess) } });
        button.open().then(({ status, error }) =>
          parent.postMessage([error ? error.code : status, error ? error.message : '', button.shadowRoot.querySelector('[part=message]').textContent], '*'));
      </script>`;
      const [outcome, words] = await told;
      expect(outcome).to.equal(expected);
      if (expected !== 'success') expect(words).to.contain('allow-same-origin');
    });
  }
});
