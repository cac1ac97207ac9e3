import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { freshPage } from '../support/button.ts';

const documentedWidgetSrc = 'https://api.araucaria.money/widget/araucaria-connect.js';

async function element(markup: string): Promise<AraucariaConnectButton> {
  const box = await fixture(html`<div></div>`);
  box.innerHTML = markup;
  const button = box.querySelector('araucaria-connect-button')!;
  await button.updateComplete;
  return button;
}

describe('the attributes of the button', () => {
  freshPage();

  it('axe finds nothing in a button without attributes', async () => {
    await expect(await element('<araucaria-connect-button></araucaria-connect-button>')).to.be.accessible();
  });

  for (const [attribute, property, value, expected] of [
    ['credentials', 'credentials', '', 'same-origin'],
    ['credentials', 'credentials', 'Include', 'include'],
    ['credentials', 'credentials', 'OMIT', 'omit'],
    ['credentials', 'credentials', 'cookies', 'same-origin'],
    ['credentials', 'credentials', 'undefined', 'same-origin'],
    ['preload', 'preload', '', 'intent'],
    ['preload', 'preload', 'None', 'none'],
    ['preload', 'preload', 'constructor', 'intent'],
    ['preload', 'preload', ' none', 'intent'],
    ['widget-src', 'widgetSrc', '', documentedWidgetSrc],
    ['disabled', 'disabled', '', true],
    ['required', 'required', 'false', true],
    ['autosubmit', 'autosubmit', '', true],
    ['value', 'defaultValue', 'conn_1', 'conn_1'],
    ['name', 'name', '', ''],
  ] as const) {
    it(`${attribute}="${value}" is ${String(expected) || 'empty'}`, async () => {
      const button = await element(`<araucaria-connect-button ${attribute}="${value}"></araucaria-connect-button>`);
      expect(button[property]).to.equal(expected);
    });
  }

  for (const nothing of [null, undefined]) {
    it(`a property set to ${String(nothing)} has its default again`, async () => {
      const button = await element('<araucaria-connect-button></araucaria-connect-button>');
      const properties = (button.constructor as unknown as { properties: Record<string, { default: unknown }> })
        .properties;
      expect(Object.keys(properties)).to.have.length.above(10);
      const loose = button as unknown as Record<string, unknown>;
      for (const [name, { default: initial }] of Object.entries(properties)) {
        loose[name] = typeof initial === 'string' ? 'include' : () => {};
        loose[name] = nothing;
        expect(loose[name], name).to.equal(initial);
      }
      await button.updateComplete;
      expect(button.getAttributeNames()).to.deep.equal([]);
    });
  }

  it('an unknown keyword of a property is its default, too', async () => {
    const button = await element('<araucaria-connect-button></araucaria-connect-button>');
    Object.assign(button, { credentials: 'Omit', preload: 4 });
    expect([button.credentials, button.preload]).to.deep.equal(['omit', 'intent']);
  });

  it('a number is a text', async () => {
    const button = await element('<araucaria-connect-button></araucaria-connect-button>');
    Object.assign(button, { connectionId: 0, institution: 42 });
    expect([button.connectionId, button.institution]).to.deep.equal(['0', '42']);
  });

  for (const markup of [
    '<araucaria-connect-button></araucaria-connect-button>',
    '<araucaria-connect-button token-endpoint="/token" lang="es" class="wide">Bank</araucaria-connect-button>',
    '<araucaria-connect-button disabled="" name="bank" required="" value="conn_1" autosubmit=""></araucaria-connect-button>',
    '<araucaria-connect-button credentials="" preload="None" widget-src=""></araucaria-connect-button>',
  ]) {
    it(`the element writes none to ${markup}`, async () => {
      const button = await element(markup);
      expect(button.outerHTML).to.equal(markup);
    });
  }

  it('those of properties are written when these are set, and removed with them', async () => {
    const button = await element('<araucaria-connect-button></araucaria-connect-button>');
    Object.assign(button, { disabled: true, required: true, autosubmit: true, name: 'bank', defaultValue: 'conn_1' });
    await button.updateComplete;
    expect(button.getAttributeNames().toSorted()).to.deep.equal([
      'autosubmit',
      'disabled',
      'name',
      'required',
      'value',
    ]);
    Object.assign(button, { disabled: false, required: false, autosubmit: false, name: '', defaultValue: '' });
    await button.updateComplete;
    expect(button.getAttributeNames()).to.deep.equal([]);
  });
});
