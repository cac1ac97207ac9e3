import { expect, fixture, html } from '@open-wc/testing';
import { AraucariaConnectButton } from '../../src/button/index.ts';
import { endpoint, freshPage, opened, script, until, watch } from '../support/button.ts';

/** A registry of a shadow root's own, which the types do not know yet. */
type ScopedRegistry = new () => CustomElementRegistry;

function scopedRegistry(): CustomElementRegistry | undefined {
  try {
    return new (CustomElementRegistry as unknown as ScopedRegistry)();
  } catch {
    return undefined;
  }
}

/** Takes a button through a run. */
async function use(button: AraucariaConnectButton): Promise<void> {
  Object.assign(button, { tokenEndpoint: endpoint('ok'), widgetSrc: script('good') });
  await button.updateComplete;
  await expect(button).to.be.accessible();
  const { ends } = watch(button);
  button.click();
  (await opened()).onSuccess();
  await until(() => ends().length === 1, 'the outcome');
  expect(ends()[0]?.name).to.equal('araucaria-success');
}

/** Makes a button in a shadow root with a registry of its own. */
async function useScoped(customElementRegistry: CustomElementRegistry): Promise<void> {
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
  await use(button);
}

describe('how its tag is registered', () => {
  freshPage();

  it('an element without attributes gets none by itself', async () => {
    const button = await fixture(html`<araucaria-connect-button></araucaria-connect-button>`);
    expect(button.getAttributeNames()).to.deep.equal([]);
  });

  it('works under a tag of the page’s own, beside the documented one', async () => {
    customElements.define('own-connect-button', class extends AraucariaConnectButton {});
    await use(await fixture(html`<own-connect-button preload="none"></own-connect-button>`));
  });

  it('works in a registry of a shadow root’s own, by its documented tag', async function () {
    const customElementRegistry = scopedRegistry();
    // Chrome 146, Safari 26; not in Firefox.
    if (!customElementRegistry) this.skip();
    else await useScoped(customElementRegistry);
  });

  it('imported after the page gave the class a tag of its own, the documented tag is registered all the same', async () => {
    // A document of its own, where nothing is registered yet.
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
