import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { freshPage, settled } from '../support/button.ts';

const label = (button: Element): string => button.shadowRoot!.querySelector('slot:not([name])')!.textContent.trim();

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
});
