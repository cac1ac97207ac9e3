import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, endpoint, freshPage, opened, page, requests, script, settled } from '../support/button.ts';

/** Links a bank on a page with a `<base>` of this URL, with a button of these properties. */
async function linkWithBase(
  href: string,
  properties: Partial<Pick<AraucariaConnectButton, 'widgetSrc' | 'tokenEndpoint'>>,
): Promise<void> {
  const base = document.createElement('base');
  base.href = href;
  const { button } = await connectButton();
  Object.assign(button, properties);
  document.head.prepend(base);
  try {
    void button.open();
    (await opened()).onSuccess();
  } finally {
    base.remove();
  }
}

describe('the URL of the widget script', () => {
  freshPage();

  it('a <base> from a visitor changes neither the URL of the script nor that of the token endpoint', async () => {
    await linkWithBase('https://evil.example/', { widgetSrc: script('good').replace(location.origin, '') });
    expect([await requests('widget'), await requests('token')].map(({ length }) => length)).to.deep.equal([1, 1]);
  });

  it('a <base> of the same origin, which may lead to uploads, does not change the URL of the script', async () => {
    await linkWithBase('/uploads/', { widgetSrc: relative(script('good')) });
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it("the page's own <base> of the same origin is the base of the token endpoint", async () => {
    await linkWithBase('/fake/token/', { tokenEndpoint: endpoint('ok').replace('/fake/token/', '') });
    expect(await requests('token')).to.have.lengthOf(1);
  });

  it('in a srcdoc page the property is resolved against the origin', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.srcdoc =
      '<base href="https://evil.example/"><script src="' +
      location.origin +
      '/dist/araucaria-connect-button.js"></script><araucaria-connect-button></araucaria-connect-button>';
    await loaded;
    const inner = frame.contentWindow as unknown as typeof globalThis & { araucariaCalls?: { onSuccess(): void }[] };
    const button = inner.document.querySelector('araucaria-connect-button')!;
    button.fetchToken = async () => ({ widgetToken: 'wtk_inner', connectionId: 'conn_inner' });
    button.widgetSrc = script('good').replace(location.origin, '');
    const outcome = button.open();
    while (!inner.araucariaCalls) await settled();
    inner.araucariaCalls[0]!.onSuccess();
    expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_inner' });
    expect(await requests('widget')).to.have.lengthOf(1);
    expect(page.araucariaCalls).to.equal(undefined);
  });
});

/** The same URL, relative to the page. */
const relative = (url: string): string =>
  `${
    location.pathname
      .split('/')
      .slice(2)
      .map(() => '..')
      .join('/') || '.'
  }${new URL(url).pathname}${new URL(url).search}`;
