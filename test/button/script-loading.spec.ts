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
import { withTimers } from '../support/timers.ts';

/** Waits until the browser has told all intersection observers where their elements are. */
const observed = (): Promise<void> =>
  new Promise((resolve) => {
    const probe = document.body.appendChild(document.createElement('div'));
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      probe.remove();
      resolve();
    });
    observer.observe(probe);
  });

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

  for (const intent of ['pointerenter', 'focusin']) {
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

  it('preload="visible" fetches it when the button comes near the viewport, and not before', async () => {
    const spacer = await fixture<HTMLElement>(html`<div style="height: 5000px"></div>`);
    const { button } = await connectButton({ preload: 'visible' });
    spacer.after(button);
    await observed();
    expect(await requests('widget')).to.have.lengthOf(0);
    spacer.style.height = `${innerHeight + 100}px`;
    await until(() => page.Araucaria, 'the script');
    expect(await requests('token')).to.have.lengthOf(0);
  });

  it('preload="visible" also fetches it for a button that is shown or enabled later, and for one that has the focus', async () => {
    const { button } = await connectButton({ hidden: true, preload: 'visible' });
    await observed();
    expect(await requests('widget')).to.have.lengthOf(0);
    button.disabled = true;
    button.hidden = false;
    await observed();
    expect(await requests('widget')).to.have.lengthOf(0);
    button.disabled = false;
    await until(() => page.Araucaria, 'the script');
    delete page.Araucaria;
    const far = await connectButton({ widget: 'good', preload: 'visible', hidden: true });
    far.button.dispatchEvent(new Event('focusin'));
    await until(() => page.Araucaria, 'the script');
  });

  it('preload="visible" fetches nothing for a button that has left the page, and goes on when it is back', async () => {
    const { button } = await connectButton({ hidden: true, preload: 'visible' });
    const place = button.parentElement!;
    button.remove();
    button.hidden = false;
    await observed();
    expect(await requests('widget')).to.have.lengthOf(0);
    place.append(button);
    await until(() => page.Araucaria, 'the script');
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

/** Lets the time-out of 20 seconds pass in 50 ms. */
const withShortWait = async <T>(wait: () => Promise<T>): Promise<T> => withTimers({ 20_000: 50 }, wait);
