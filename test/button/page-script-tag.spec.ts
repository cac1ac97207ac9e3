import { expect } from '@open-wc/testing';
import { connectButton, freshPage, opened, page, requests, script } from '../support/button.ts';
import { forever, withTimers } from '../support/timers.ts';

describe('the widget script', () => {
  freshPage();

  it('comes from a tag of the page while that is loading', async () => {
    const tag = document.createElement('script');
    tag.src = script('slow');
    document.head.append(tag);
    const { button } = await connectButton({ widget: 'slow' });
    void button.open();
    (await opened()).onExit();
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it('is not requested if a tag of the page has loaded it', async () => {
    page.Araucaria = { open: (options: never) => void (page.araucariaCalls ??= []).push(options) };
    const { button } = await connectButton();
    void button.open();
    (await opened()).onExit();
    expect(await requests('widget')).to.have.lengthOf(0);
  });

  it('is requested at once if a tag of the page has failed', async () => {
    const tag = document.createElement('script');
    tag.src = script('missing-once');
    const over = new Promise((resolve) => tag.addEventListener('error', resolve));
    document.head.append(tag);
    await over;
    const { button } = await connectButton({ widget: 'missing-once' });
    void button.open();
    (await opened()).onExit();
  });

  it('is requested at once if a tag of the page ran without making the global, and that tag stays', async () => {
    const tag = document.createElement('script');
    tag.src = script('no-global');
    const over = new Promise((resolve) => tag.addEventListener('load', resolve));
    document.head.append(tag);
    await over;
    const { button } = await connectButton({ widget: 'no-global' });
    expect(await button.open()).to.have.nested.property('error.code', 'widget-unavailable');
    expect([...document.querySelectorAll('script[src*="no-global"]')]).to.deep.equal([tag]);
  });

  it('fails if the tag of the page fails, although the document fires a load event', async () => {
    const tag = document.createElement('script');
    tag.src = script('missing');
    document.head.append(tag);
    const { button } = await connectButton({ widget: 'missing' });
    const outcome = button.open();
    tag.addEventListener('error', () => window.dispatchEvent(new Event('load')));
    expect(await outcome).to.have.nested.property('error.code', 'widget-load-failed');
    expect(tag.isConnected, "the tag is the page's").to.equal(true);
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  const inert: [string, () => HTMLElement][] = [
    ['has the type of text', () => inertTag({ type: 'text/plain' })],
    ['has the type of JSON', () => inertTag({ type: 'application/json' })],
    ['is a speculation rule', () => inertTag({ type: 'speculationrules' })],
    ['is for browsers without modules', () => inertTag({ noModule: true })],
  ];
  for (const [what, insert] of inert) {
    it(`is requested although there is a tag with its URL that ${what}`, async () => {
      const place = insert();
      const { button } = await connectButton();
      const outcome = withTimers({ 2000: forever, 20_000: forever }, () => button.open());
      (await opened()).onSuccess();
      expect(await outcome).to.have.property('status', 'success');
      expect(await requests('widget')).to.have.lengthOf(1);
      place.remove();
    });
  }

  for (const attribute of ['', 'async', 'defer']) {
    it(`is requested after 2 seconds if a tag was inserted as HTML and never loads: ${attribute || 'plain'}`, async () => {
      const place = insertedTag(attribute);
      const { button } = await connectButton();
      void withTimers({ 2000: 0, 20_000: forever }, () => button.open());
      (await opened()).onSuccess();
      expect(await requests('widget')).to.have.lengthOf(1);
      place.remove();
    });
  }
});

/** A tag that browsers do not run, such as a data block. */
function inertTag(properties: Partial<HTMLScriptElement>): HTMLElement {
  const tag = document.createElement('script');
  Object.assign(tag, properties, { src: script('good') });
  document.head.append(tag);
  return tag;
}

/** A tag inserted as HTML, as from a visitor's comment: browsers do not run it. */
function insertedTag(attribute: string): HTMLElement {
  const place = document.createElement('div');
  place.innerHTML = `<script ${attribute} src="${script('good')}"></script>`;
  document.body.append(place);
  return place;
}
