import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, endpoint, freshPage, opened, page, script, settled, until, watch } from '../support/button.ts';

const center = (element: Element): [number, number] => {
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
    it(`Tab reaches the button, and ${key === ' ' ? 'Space' : key} starts a run`, async () => {
      const { button } = await connectButton();
      (document.activeElement as HTMLElement).blur();
      await sendKeys({ press: 'Tab' });
      expect(document.activeElement).to.equal(button);
      await sendKeys({ press: key });
      (await opened()).onExit();
    });
  }

  it('Enter held down starts one run, even if it ends at once', async () => {
    const { button, inner, events } = await connectButton({ tokenEndpoint: '' });
    button.focus();
    for (const repeat of [false, true, true, true]) {
      const go = inner.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, composed: true, cancelable: true }),
      );
      // The default action of the browser.
      if (go) inner.click();
      await settled();
    }
    expect(events.filter(({ name }) => name === 'araucaria-open')).to.have.lengthOf(1);
  });

  it('a click on the button starts a run, and a click on the message does not', async () => {
    const { button, inner, events } = await connectButton({ token: '500' });
    await sendMouse({ type: 'click', position: center(inner) });
    await until(() => button.phase === 'failed', 'the failure');
    await button.updateComplete;
    const line = button.shadowRoot!.querySelector('[part=message]')!;
    expect(line.getBoundingClientRect().height).to.be.greaterThan(0);
    await sendMouse({ type: 'click', position: center(line) });
    expect(events.filter(({ name }) => name === 'araucaria-open')).to.have.lengthOf(1);
  });

  it('after a click the focus returns to the button, however the widget took it', async () => {
    const { button } = await connectButton();
    const thief = await fixture<HTMLInputElement>(html`<input />`);
    button.click();
    const call = await opened();
    thief.focus();
    call.onExit();
    expect(document.activeElement).to.equal(button);
  });

  it('after open() the focus returns to the element that had it', async () => {
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

  it('the focus stays where a listener of the outcome moves it', async () => {
    const { button } = await connectButton();
    const next = await fixture<HTMLInputElement>(html`<input />`);
    button.addEventListener('araucaria-success', () => next.focus());
    button.click();
    (await opened()).onSuccess();
    expect(document.activeElement).to.equal(next);
  });

  it('the button works in a shadow root inside a dialog', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`<dialog><div></div></dialog>`);
    dialog.showModal();
    const root = dialog.querySelector('div')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<araucaria-connect-button preload="none"></araucaria-connect-button>';
    const button = root.querySelector('araucaria-connect-button') as AraucariaConnectButton;
    button.tokenEndpoint = endpoint('ok');
    button.widgetSrc = script('good');
    await button.updateComplete;
    const { ends } = watch(button);
    await sendMouse({ type: 'click', position: center(button) });
    (await opened()).onSuccess();
    expect(ends()).to.have.lengthOf(1);
    expect(root.activeElement).to.equal(button);
  });

  it('inside a focus trap of the page, the focus stays in the trap and returns to the button', async () => {
    const trap = await fixture(html`<div><input /></div>`);
    const outside = await fixture<HTMLInputElement>(html`<input />`);
    const { button } = await connectButton();
    trap.append(button);
    const controller = new AbortController();
    let pulledBack = 0;
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (trap.contains(target as Node)) return;
        pulledBack += 1;
        trap.querySelector('input')!.focus();
      },
      { signal: controller.signal },
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
      controller.abort();
    }
  });

  it('the focus moves to the button if the element that had it was removed', async () => {
    const { button } = await connectButton();
    const opener = await fixture<HTMLButtonElement>(html`<button>Menu</button>`);
    opener.focus();
    void button.open();
    const call = await opened();
    opener.remove();
    call.onExit();
    expect(document.activeElement).to.equal(button);
  });

  it('the focus does not move if the run ends before the widget opens', async () => {
    const { button } = await connectButton({ token: '503' });
    const field = await fixture<HTMLInputElement>(html`<input />`);
    const outcome = button.open();
    field.focus();
    await outcome;
    expect(document.activeElement).to.equal(field);
  });

  it('a command button opens and closes the widget, except while the button is disabled', async function () {
    // WebKitGTK 2.50 does not support commands.
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
