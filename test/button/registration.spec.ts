import { expect, fixture, html } from '@open-wc/testing';
import { AraucariaConnectButton } from '../../src/button/index.ts';
import { endpoint, freshPage, opened, script, until, watch } from '../support/button.ts';

/** A scoped registry, which the types do not have yet. */
type ScopedRegistry = new () => CustomElementRegistry;

function scopedRegistry(): CustomElementRegistry | undefined {
  try {
    return new (CustomElementRegistry as unknown as ScopedRegistry)();
  } catch {
    return undefined;
  }
}

/** Completes a run with a button. */
async function completeRun(button: AraucariaConnectButton): Promise<void> {
  Object.assign(button, { tokenEndpoint: endpoint('ok'), widgetSrc: script('good') });
  await button.updateComplete;
  await expect(button).to.be.accessible();
  const { ends } = watch(button);
  button.click();
  (await opened()).onSuccess();
  await until(() => ends().length === 1, 'the outcome');
  expect(ends()[0]?.name).to.equal('araucaria-success');
}

/** Completes a run with a button in a shadow root with a scoped registry. */
async function completeScopedRun(customElementRegistry: CustomElementRegistry): Promise<void> {
  customElementRegistry.define('araucaria-connect-button', AraucariaConnectButton);
  const host = await fixture(html`<div></div>`);
  const init: ShadowRootInit & { customElementRegistry: CustomElementRegistry } = {
    mode: 'open',
    customElementRegistry,
  };
  const root = host.attachShadow(init);
  root.innerHTML = '<araucaria-connect-button preload="none"></araucaria-connect-button>';
  const button = root.querySelector('araucaria-connect-button')!;
  expect(button).to.be.instanceOf(AraucariaConnectButton);
  await completeRun(button);
}

describe('the registration of the element', () => {
  freshPage();

  it('adds no attribute to an element without any', async () => {
    const button = await fixture(html`<araucaria-connect-button></araucaria-connect-button>`);
    expect(button.getAttributeNames()).to.deep.equal([]);
  });

  it('can be done by the page under a tag of its own, beside the documented tag', async () => {
    customElements.define('own-connect-button', class extends AraucariaConnectButton {});
    await completeRun(await fixture(html`<own-connect-button preload="none"></own-connect-button>`));
  });

  it('can be done in a scoped registry, under the documented tag', async function () {
    const customElementRegistry = scopedRegistry();
    // Chrome 146, Safari 26; not in Firefox.
    if (!customElementRegistry) this.skip();
    else await completeScopedRun(customElementRegistry);
  });

  it('has the documented tag even if the page has registered the class under another', async () => {
    // In another document, where nothing is registered.
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const { origin } = location;
    frame.srcdoc = `<script type="module">
      const { AraucariaConnectButton } = await import('${origin}/src/button/araucaria-connect-button.ts');
      customElements.define('first-button', AraucariaConnectButton);
      await import('${origin}/src/button/index.ts');
      const button = document.createElement('araucaria-connect-button');
      document.title = String(button instanceof AraucariaConnectButton);
    </script>`;
    await until(() => frame.contentDocument?.title, 'the frame');
    expect(frame.contentDocument?.title).to.equal('true');
  });
});
