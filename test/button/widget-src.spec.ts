import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { endpoint, freshPage, message, opened, script, settled } from '../support/button.ts';

const path = '/widget/araucaria-connect.js';

/** URLs that markup may name. */
const allowed = [
  `https://api.araucaria.money${path}`,
  'https://araucaria.money/x.js',
  'https://a.b.araucaria.money:443/x.js',
  'HTTPS://API.ARAUCARIA.MONEY/x.js',
  ' https://api.araucaria.money/x.js\n',
  'https:api.araucaria.money/x.js',
  String.raw`https:\\api.araucaria.money\x.js`,
  'ht\ttps://api.araucaria.money/x.js',
  'http://localhost:4400/x.js',
  'https://localhost/x.js',
  'http://app.localhost:1/x.js',
  'http://127.0.0.1:4400/x.js',
  'http://127.9.8.7/x.js',
  'http://2130706433/x.js',
  'http://[::1]:4400/x.js',
];

const foreign = [
  'https://evil.example/x.js',
  'http://api.araucaria.money/x.js',
  'https://api.araucaria.money:8443/x.js',
  'https://araucaria.money.evil.example/x.js',
  'https://evilaraucaria.money/x.js',
  'https://araucaria.money.:443/x.js',
  'https://api.araucaria.money./x.js',
  'https://araucaria.money@evil.example/x.js',
  'https://user@api.araucaria.money/x.js',
  'https://:secret@api.araucaria.money/x.js',
  'https://evil.example/https://api.araucaria.money/x.js',
  'https://evil.example?https://api.araucaria.money/',
  'https://evil.example#.araucaria.money/',
  String.raw`https://evil.example\.araucaria.money/x.js`,
  'https://evil.example%2f.araucaria.money/x.js',
  'https://аraucaria.money/x.js',
  'https://xn--raucaria-2fg.money/x.js',
  'http://localhost.evil.example/x.js',
  'http://localhost@evil.example/x.js',
  'http://127.0.0.1.evil.example/x.js',
  'http://0.0.0.0/x.js',
  'http://10.0.0.1/x.js',
  'http://128.0.0.1/x.js',
  'ftp://localhost/x.js',
  'javascript://localhost/%0aalert(1)',
  'data:text/javascript,alert(1)',
  'blob:https://api.araucaria.money/x',
  '//api.araucaria.money/x.js',
  '//evil.example/x.js',
  '/fake/widget/good.js',
  'x.js',
];

/** The URLs of the script tags in the head. */
const scriptUrls = (): string[] =>
  [...document.head.querySelectorAll('script[src]')].map((tag) => (tag as HTMLScriptElement).src);

async function markup(attribute: string, more = ''): Promise<AraucariaConnectButton> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.innerHTML = `<araucaria-connect-button preload="none" token-endpoint="${endpoint('hang')}" ${more}></araucaria-connect-button>`;
  const button = place.firstElementChild as AraucariaConnectButton;
  if (attribute) button.setAttribute('widget-src', attribute);
  await button.updateComplete;
  return button;
}

describe('the URL of the widget script', () => {
  freshPage();
  let before: string[];
  beforeEach(() => {
    before = scriptUrls();
  });
  const added = (): string[] => scriptUrls().filter((src) => !before.includes(src));

  it('axe finds nothing on a button whose script is refused', async () => {
    const button = await markup('https://evil.example/x.js');
    await button.open();
    await expect(button).to.be.accessible();
  });

  for (const src of allowed) {
    it(`markup may name ${JSON.stringify(src)}`, async () => {
      // A new URL each time: a script that is loading is not requested again.
      const button = await markup(`${src.trimEnd()}?${crypto.randomUUID()}`);
      const { href } = new URL(button.widgetSrc);
      const outcome = button.open();
      expect(added()).to.deep.equal([href]);
      button.close();
      await outcome;
      document.head.querySelector(`script[src="${href}"]`)?.remove();
    });
  }

  for (const src of foreign) {
    it(`markup that names ${JSON.stringify(src)} is misconfigured, and nothing is loaded`, async () => {
      const button = await markup(src);
      const outcome = await button.open();
      expect(outcome).to.have.nested.property('error.code', 'misconfigured');
      expect(outcome).to.have.nested.property('error.retryable', false);
      expect(outcome).to.have.nested.property('error.message').that.contains('widgetSrc');
      expect(added()).to.deep.equal([]);
      expect(await message(button)).to.equal('You can’t connect a bank right now.');
    });
  }

  const ways: [string, (src: string) => AraucariaConnectButton][] = [
    ['the parser', (src) => parsed(`<araucaria-connect-button widget-src="${src}"></araucaria-connect-button>`)],
    ['setAttribute', (src) => set((button) => button.setAttribute('widget-src', src))],
    ['setAttributeNS', (src) => set((button) => button.setAttributeNS(null, 'widget-src', src))],
    ['an attribute node', (src) => set((button) => button.setAttributeNode(attribute(src)))],
    ['a clone', (src) => set((button) => button.setAttribute('widget-src', src)).cloneNode() as AraucariaConnectButton],
    [
      'the attribute, after the property',
      (src) => set((button) => Object.assign(button, { widgetSrc: script('good') }).setAttribute('widget-src', src)),
    ],
    [
      'the attribute, after the property of that address',
      (src) => set((button) => Object.assign(button, { widgetSrc: src }).setAttribute('widget-src', src)),
    ],
  ];
  for (const [way, make] of ways) {
    for (const preload of ['none', 'intent', 'eager'] as const) {
      it(`a foreign URL by ${way} is refused with preload="${preload}"`, async () => {
        const button = make('https://evil.example/x.js');
        button.preload = preload;
        document.body.append(button);
        await button.updateComplete;
        button.dispatchEvent(new Event('pointerenter'));
        expect(await button.open()).to.have.nested.property('error.code', 'misconfigured');
        await settled();
        expect(added()).to.deep.equal([]);
        button.remove();
      });
    }
  }

  it('the property takes any address, also one that the attribute named before', async () => {
    const button = await markup('https://evil.example/x.js');
    button.widgetSrc = 'https://evil.example/x.js';
    button.preload = 'eager';
    await button.updateComplete;
    expect(added()).to.deep.equal(['https://evil.example/x.js']);
  });

  it('a property that was set before the element was defined counts at once', async () => {
    const tag = 'later-connect-button';
    const button = document.createElement(tag) as AraucariaConnectButton;
    button.setAttribute('widget-src', 'https://evil.example/x.js');
    button.setAttribute('token-endpoint', endpoint('ok'));
    button.widgetSrc = script('good');
    document.body.append(button);
    const parent = customElements.get('araucaria-connect-button')!;
    customElements.define(tag, class extends parent {});
    void button.open();
    (await opened()).onSuccess();
    expect(added()).to.deep.equal([script('good')]);
    button.remove();
  });

  for (const nothing of [null, undefined, '']) {
    it(`the property set to ${JSON.stringify(nothing)} is the documented URL`, async () => {
      const button = await markup('https://evil.example/x.js');
      Object.assign(button, { widgetSrc: nothing });
      button.preload = 'eager';
      await button.updateComplete;
      expect(isRequested(`https://api.araucaria.money${path}`)).to.equal(true);
    });
  }

  it('an attribute that was removed or is empty is the documented URL', async () => {
    const button = await markup('https://evil.example/x.js');
    button.removeAttribute('widget-src');
    expect(button.widgetSrc).to.equal(`https://api.araucaria.money${path}`);
    button.setAttribute('widget-src', '');
    const outcome = button.open();
    expect(isRequested(`https://api.araucaria.money${path}`)).to.equal(true);
    button.close();
    await outcome;
  });
});

/** The key of the state that all copies of the button on one page share. */
const registry = Symbol.for('araucaria-connect/1');

const isRequested = (url: string): boolean =>
  (globalThis as unknown as Record<typeof registry, { scripts: Map<string, unknown> }>)[registry].scripts.has(url);

const attribute = (src: string): Attr => Object.assign(document.createAttribute('widget-src'), { value: src });

function parsed(text: string): AraucariaConnectButton {
  const place = document.createElement('div');
  place.innerHTML = text;
  return document.importNode(place.firstElementChild as AraucariaConnectButton, true);
}

function set(how: (button: AraucariaConnectButton) => unknown): AraucariaConnectButton {
  const button = document.createElement('araucaria-connect-button');
  how(button);
  return button;
}
