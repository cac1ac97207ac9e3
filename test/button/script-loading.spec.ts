import { expect, fixture, html } from '@open-wc/testing';
import {
  connectButton,
  endpoint,
  freshPage,
  opened,
  page,
  requests,
  script,
  release,
  settled,
  until,
} from '../support/button.ts';

describe('the widget script', () => {
  freshPage();

  it('axe finds nothing on three buttons', async () => {
    const buttons = await fixture(
      html`<div>
        ${[1, 2, 3].map(() => html`<araucaria-connect-button preload="none"></araucaria-connect-button>`)}
      </div>`,
    );
    await expect(buttons).to.be.accessible();
  });

  it('is not requested at import, nor when the element is connected', async () => {
    await connectButton();
    await settled();
    expect(await requests('widget')).to.have.lengthOf(0);
    expect(await requests('token')).to.have.lengthOf(0);
  });

  for (const intent of ['pointerenter', 'touchstart', 'focusin']) {
    it(`preload="intent": ${intent} fetches it, and no token`, async () => {
      const { button } = await connectButton({ preload: 'intent' });
      button.dispatchEvent(new Event(intent));
      await until(() => page.Araucaria, 'the script');
      expect(await requests('token')).to.have.lengthOf(0);
    });
  }

  it('is requested at the click with preload="none", at once with "eager", and by a disabled button once it is enabled', async () => {
    const none = await connectButton({ preload: 'none' });
    none.button.dispatchEvent(new Event('pointerenter'));
    const disabled = await connectButton({ disabled: true, preload: 'intent' });
    disabled.button.dispatchEvent(new Event('pointerenter'));
    await settled();
    expect(await requests('widget')).to.have.lengthOf(0);
    await fixture(
      html`<araucaria-connect-button preload="eager" widget-src=${script('good')}></araucaria-connect-button>`,
    );
    await until(() => page.Araucaria, 'the script');
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it('loads the frame in advance if it can, and a failure of that is not reported', async () => {
    let warmed = 0;
    page.Araucaria = { open() {}, version: '1', preload: () => (warmed += 1) };
    const { button } = await connectButton({ preload: 'intent' });
    button.dispatchEvent(new Event('pointerenter'));
    await settled();
    expect(warmed).to.equal(1);
    page.Araucaria = { open() {}, preload: () => expect.fail('cold') };
    button.dispatchEvent(new Event('pointerenter'));
    await settled();
    expect(button.phase).to.equal('idle');
  });

  it('is requested once for any number of buttons', async () => {
    const buttons = await Promise.all([1, 2, 3, 4, 5].map(() => connectButton({ widget: 'slow', preload: 'intent' })));
    for (const { button } of buttons) button.dispatchEvent(new Event('pointerenter'));
    void buttons[0]!.button.open();
    (await opened()).onExit();
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it('a 404 is a failure, and the next click loads it again', async () => {
    const { button } = await connectButton({ widget: 'missing-once' });
    expect(await button.open()).to.have.nested.property('error.code', 'widget-load-failed');
    expect(document.querySelector('script[src*="missing-once"]'), 'the dead tag').to.equal(null);
    void button.open();
    (await opened()).onSuccess();
    expect(button.phase).to.equal('connected');
  });

  it('is requested again by a click after a failed warm-up', async () => {
    const { button } = await connectButton({ widget: 'missing-once', preload: 'intent' });
    button.dispatchEvent(new Event('pointerenter'));
    await until(async () => (await requests('widget')).length === 1, 'the warm-up');
    await until(() => !document.querySelector('script[src*="missing-once"]'), 'its end');
    void button.open();
    (await opened()).onSuccess();
  });

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

  it('times out after 20 seconds, and opens nothing if it arrives later', async () => {
    const { button, ends } = await connectButton({ widget: 'held' });
    const outcome = await withShortWait(() => button.open());
    expect(outcome).to.have.nested.property('error.code', 'widget-load-timeout');
    expect(outcome).to.have.nested.property('error.retryable', true);
    expect(document.querySelector('script[src*="held"]'), 'the dead tag').to.equal(null);
    await release();
    await until(() => page.Araucaria, 'the script that is late');
    await settled();
    expect(page.araucariaCalls).to.equal(undefined);
    expect(ends()).to.have.lengthOf(1);
    button.click();
    (await opened()).onSuccess();
    expect(button.phase).to.equal('connected');
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

  it('is loaded again if a script removed the global', async () => {
    const { button } = await connectButton();
    void button.open();
    (await opened()).onExit();
    delete page.Araucaria;
    void button.open();
    (await opened(1)).onExit();
    expect(await requests('widget')).to.have.lengthOf(2);
  });

  it('is loaded although an element has the id Araucaria', async () => {
    await fixture(html`<a id="Araucaria" href="#">Araucaria</a>`);
    const { button } = await connectButton();
    void button.open();
    (await opened()).onExit();
    expect(await requests('widget')).to.have.lengthOf(1);
  });

  it('is requested with integrity, crossorigin and the nonce', async () => {
    const button = await fixture<HTMLElementTagNameMap['araucaria-connect-button']>(
      html`<araucaria-connect-button
        nonce="n0nce"
        preload="none"
        token-endpoint=${endpoint('ok')}
        widget-src=${script('good')}
        widget-integrity="sha384-AAAA"
      ></araucaria-connect-button>`,
    );
    const outcome = button.open();
    const tag = document.querySelector<HTMLScriptElement>('script[src*="/good.js"]')!;
    expect([tag.integrity, tag.crossOrigin, tag.nonce]).to.deep.equal(['sha384-AAAA', 'anonymous', 'n0nce']);
    // The script has another hash, so the browser refuses it.
    expect(await outcome).to.have.nested.property('error.code', 'widget-load-failed');
    expect(await outcome)
      .to.have.nested.property('error.message')
      .that.contains('widget-integrity');
    // WebKit does not report the status of the file.
    const engineTells = 'responseStatus' in PerformanceResourceTiming.prototype;
    expect(await outcome, 'a second click').to.have.nested.property('error.retryable', !engineTells);
    expect(page.Araucaria).to.equal(undefined);
  });

  it('is retryable if a script with a hash does not arrive', async () => {
    const { button } = await connectButton({ widget: 'missing', widgetIntegrity: 'sha384-AAAA' });
    const outcome = await button.open();
    expect(outcome).to.have.nested.property('error.message').that.contains('widget-integrity');
    expect(outcome).to.have.nested.property('error.retryable', true);
  });
});

/** The longest time of a timer. */
const forever = 2 ** 31 - 1;

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

/** Lets the time-out of 20 seconds pass in 50 ms. */
const withShortWait = async <T>(wait: () => Promise<T>): Promise<T> => withTimers({ 20_000: 50 }, wait);

/** Replaces the time of timers that have one certain time. */
async function withTimers<T>(lengths: Record<number, number>, wait: () => Promise<T>): Promise<T> {
  const { setTimeout: native } = globalThis;
  globalThis.setTimeout = ((run: () => void, ms = 0) => native(run, lengths[ms] ?? ms)) as typeof setTimeout;
  try {
    return await wait();
  } finally {
    globalThis.setTimeout = native;
  }
}
