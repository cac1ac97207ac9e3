import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, freshPage, settled } from '../support/button.ts';

const label = (button: Element): string => button.shadowRoot!.querySelector('slot[part=label]')!.textContent.trim();

describe('the language of the button', () => {
  freshPage();

  for (const [lang, connect, reconnect] of [
    ['en', 'Connect your bank', 'Reconnect your bank'],
    ['es-CL', 'Conecta tu banco', 'Reconecta tu banco'],
    ['pt-BR', 'Conecte seu banco', 'Reconecte seu banco'],
    ['de', 'Connect your bank', 'Reconnect your bank'],
    ['ES', 'Conecta tu banco', 'Reconecta tu banco'],
  ] as const) {
    it(`with lang="${lang}" the label is “${connect}”, and axe finds nothing`, async () => {
      const button = await fixture<AraucariaConnectButton>(
        html`<araucaria-connect-button lang=${lang}></araucaria-connect-button>`,
      );
      expect(label(button)).to.equal(connect);
      button.connectionId = 'conn_1';
      await button.updateComplete;
      expect(label(button)).to.equal(reconnect);
      await expect(button).to.be.accessible();
    });
  }

  it('is inherited, across shadow roots', async () => {
    const outer = await fixture(html`<div lang="pt"><div></div></div>`);
    const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p><araucaria-connect-button></araucaria-connect-button></p>';
    await settled();
    expect(label(root.querySelector('araucaria-connect-button')!)).to.equal('Conecte seu banco');
  });

  it('changes with the lang of the page and of the element', async () => {
    const before = document.documentElement.lang;
    const button = await fixture<AraucariaConnectButton>(html`<araucaria-connect-button></araucaria-connect-button>`);
    document.documentElement.lang = 'es';
    await settled();
    expect(label(button)).to.equal('Conecta tu banco');
    button.lang = 'pt';
    await settled();
    expect(label(button)).to.equal('Conecte seu banco');
    document.documentElement.lang = before;
  });

  for (const [lang, expected] of [
    ['en-GB', null],
    ['es-CL', null],
    ['pt-BR', null],
    ['pt', null],
    ['pt-PT', 'pt-BR'],
    ['pt-AO', 'pt-BR'],
    ['de', 'en'],
    ['ar', 'en'],
    ['est', 'en'],
    ['', 'en'],
  ] as const) {
    it(`its texts ${expected ? `are marked as ${expected}` : 'have no lang'} in a page in “${lang}”`, async () => {
      const around = await fixture(html`<div lang=${lang}></div>`);
      const { button } = await connectButton({ token: '401' });
      around.append(button);
      await settled();
      await button.open();
      await button.updateComplete;
      for (const place of ['slot[part=label]', '[role=status]']) {
        const holder = button.shadowRoot!.querySelector(place)!;
        const marked = holder.querySelector('[lang]');
        expect(holder.textContent.trim()).not.to.equal('');
        if (marked) expect(marked.textContent).to.equal(holder.textContent);
        expect(marked?.getAttribute('lang') ?? null).to.equal(expected);
        // English and Portuguese are written from left to right, the page may not be.
        expect(marked?.getAttribute('dir') ?? null).to.equal(expected && 'ltr');
      }
      await expect(button).to.be.accessible();
    });
  }

  it('follows a lang inside a shadow root around the button', async () => {
    const outer = await fixture(html`<div></div>`);
    const root = outer.attachShadow({ mode: 'open' });
    root.innerHTML = '<p><araucaria-connect-button></araucaria-connect-button></p>';
    await settled();
    root.querySelector('p')!.lang = 'es';
    await settled();
    expect(label(root.querySelector('araucaria-connect-button')!)).to.equal('Conecta tu banco');
  });
});
