import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, endpoint, freshPage, opened, page, script, settled, until, watch } from '../support/button.ts';

const centre = (element: Element): [number, number] => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
};

describe('keyboard and focus', () => {
  freshPage();

  it('axe finds nothing on a focused button', async () => {
    const { button } = await connectButton();
    button.focus();
    await expect(button).to.be.accessible();
  });

  for (const key of ['Enter', ' ']) {
    it(`Tab reaches it, and ${key === ' ' ? 'Space' : key} starts a run`, async () => {
      const { button } = await connectButton();
      (document.activeElement as HTMLElement).blur();
      await sendKeys({ press: 'Tab' });
      expect(document.activeElement).to.equal(button);
      await sendKeys({ press: key });
      (await opened()).onExit();
    });
  }

  it('button 20: Enter held down is one run, also where it ends at once', async () => {
    const { button, inner, events } = await connectButton({ tokenEndpoint: '' });
    button.focus();
    for (const repeat of [false, true, true, true]) {
      const go = inner.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, composed: true, cancelable: true }),
      );
      // What the browser does with a key that nobody prevented.
      if (go) inner.click();
      await settled();
    }
    expect(events.filter(({ name }) => name === 'araucaria-open')).to.have.lengthOf(1);
  });

  it('a mouse click starts a run, one on the message does not', async () => {
    const { button, inner, events } = await connectButton({ token: '500' });
    await sendMouse({ type: 'click', position: centre(inner) });
    await until(() => button.phase === 'failed', 'the failure');
    await button.updateComplete;
    const line = button.shadowRoot!.querySelector('[part=message]')!;
    expect(line.getBoundingClientRect().height).to.be.greaterThan(0);
    await sendMouse({ type: 'click', position: centre(line) });
    expect(events.filter(({ name }) => name === 'araucaria-open')).to.have.lengthOf(1);
  });

  it('gives the focus back to the button after a click, however the widget took it', async () => {
    const { button } = await connectButton();
    const thief = await fixture<HTMLInputElement>(html`<input />`);
    button.click();
    const call = await opened();
    thief.focus();
    call.onExit();
    expect(document.activeElement).to.equal(button);
  });

  it('gives the focus back to what had it when a script opened the widget', async () => {
    const { button } = await connectButton();
    const opener = await fixture<HTMLButtonElement>(html`<button>Menu</button>`);
    const thief = await fixture<HTMLInputElement>(html`<input />`);
    opener.focus();
    void button.open();
    const call = await opened();
    thief.focus();
    call.onSuccess();
    expect(document.activeElement).to.equal(opener);
  });

  it('leaves the focus alone where a listener moves it on', async () => {
    const { button } = await connectButton();
    const next = await fixture<HTMLInputElement>(html`<input />`);
    button.addEventListener('araucaria-success', () => next.focus());
    button.click();
    (await opened()).onSuccess();
    expect(document.activeElement).to.equal(next);
  });

  it('button 26: works in a shadow root inside a dialog', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`<dialog><div></div></dialog>`);
    dialog.showModal();
    const root = dialog.querySelector('div')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<araucaria-connect-button preload="none"></araucaria-connect-button>';
    const button = root.querySelector('araucaria-connect-button') as AraucariaConnectButton;
    button.tokenEndpoint = endpoint('ok');
    button.widgetSrc = script('good');
    await button.updateComplete;
    const { ends } = watch(button);
    await sendMouse({ type: 'click', position: centre(button) });
    (await opened()).onSuccess();
    expect(ends()).to.have.lengthOf(1);
    expect(root.activeElement).to.equal(button);
  });

  it('button 26: inside a focus trap of the page, focus stays in the trap and comes back to the button', async () => {
    const trap = await fixture(html`<div><input /></div>`);
    const outside = await fixture<HTMLInputElement>(html`<input />`);
    const { button } = await connectButton();
    trap.append(button);
    const listening = new AbortController();
    let pulledBack = 0;
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (trap.contains(target as Node)) return;
        pulledBack += 1;
        trap.querySelector('input')!.focus();
      },
      { signal: listening.signal },
    );
    try {
      button.click();
      const call = await opened();
      outside.focus();
      expect(document.activeElement).to.equal(trap.querySelector('input'));
      call.onSuccess();
      expect(document.activeElement).to.equal(button);
      expect(pulledBack).to.equal(1);
    } finally {
      listening.abort();
    }
  });

  it('gives the focus to the button where what had it is gone', async () => {
    const { button } = await connectButton();
    const opener = await fixture<HTMLButtonElement>(html`<button>Menu</button>`);
    opener.focus();
    void button.open();
    const call = await opened();
    opener.remove();
    call.onExit();
    expect(document.activeElement).to.equal(button);
  });

  it('takes no focus from the user where the run ends before the widget was there', async () => {
    const { button } = await connectButton({ token: '503' });
    const field = await fixture<HTMLInputElement>(html`<input />`);
    const outcome = button.open();
    field.focus();
    await outcome;
    expect(document.activeElement).to.equal(field);
  });

  it('follows commands, but not while disabled', async function () {
    // Missing in WebKitGTK 2.50: there the attribute is inert.
    if (!('commandForElement' in HTMLButtonElement.prototype)) this.skip();
    const { button } = await connectButton();
    button.id = 'bank';
    const invokers = await fixture(
      html`<div>
        <button commandfor="bank" command="--open">Open</button>
        <button commandfor="bank" command="--close">Close</button>
      </div>`,
    );
    const [open, close] = invokers.querySelectorAll('button');
    button.disabled = true;
    open!.click();
    await settled();
    expect(button.phase).to.equal('idle');
    button.disabled = false;
    // Firefox sends no command to an element that still has the attribute.
    await button.updateComplete;
    open!.click();
    await opened();
    close!.click();
    expect(button.phase).to.equal('idle');
    expect(page.araucariaCalls).to.have.lengthOf(1);
  });
});
