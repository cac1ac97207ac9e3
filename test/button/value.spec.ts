import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, endpoint, freshPage, message, opened, script, settled } from '../support/button.ts';

/** A form with a button, in the markup of `attributes`. */
async function formWith(attributes = ''): Promise<{ form: HTMLFormElement; button: AraucariaConnectButton }> {
  const form = await fixture<HTMLFormElement>(html`<form></form>`);
  form.innerHTML = `<araucaria-connect-button name="connection" preload="none" token-endpoint="${endpoint('ok')}"
    widget-src="${script('good')}" ${attributes}></araucaria-connect-button>`;
  const button = form.querySelector('araucaria-connect-button')!;
  await button.updateComplete;
  return { form, button };
}

const submitted = (form: HTMLFormElement): FormDataEntryValue | null => new FormData(form).get('connection');

describe('the value of the button', () => {
  freshPage();

  it('axe finds nothing in a button with a value', async () => {
    const { form } = await formWith('value="conn_1"');
    await expect(form).to.be.accessible();
  });

  // The same steps on a text field are the specification.
  it('is set, defaulted and reset as that of an input', async () => {
    const { form, button } = await formWith('value="conn_1"');
    const input = form.appendChild(document.createElement('input'));
    input.name = 'input';
    input.setAttribute('value', 'conn_1');
    const steps: [what: string, step: (control: HTMLInputElement | AraucariaConnectButton) => void][] = [
      ['nothing', () => {}],
      ['defaultValue', (control) => (control.defaultValue = 'conn_2')],
      ['the attribute', (control) => control.setAttribute('value', 'conn_3')],
      ['value', (control) => (control.value = 'conn_4')],
      ['the attribute after value', (control) => control.setAttribute('value', 'conn_5')],
      ['a reset', () => form.reset()],
      ['an empty value', (control) => (control.value = '')],
      ['a removed attribute', (control) => control.removeAttribute('value')],
      ['a reset without a default', () => form.reset()],
      ['the attribute after a reset', (control) => control.setAttribute('value', 'conn_6')],
      ['null', (control) => (control.value = null as unknown as string)],
      ['a number', (control) => (control.value = 7 as unknown as string)],
    ];
    for (const [what, step] of steps) {
      step(button);
      step(input);
      expect([button.value, button.defaultValue], what).to.deep.equal([input.value, input.defaultValue]);
      expect(submitted(form) ?? '', what).to.equal(input.value);
      await button.updateComplete;
      expect(button.getAttribute('value') ?? '', what).to.equal(input.getAttribute('value') ?? '');
    }
  });

  it('is empty when it is set to undefined', async () => {
    const { button } = await formWith('value="conn_1"');
    button.value = undefined;
    expect(button.value).to.equal('');
  });

  it('decides the phase and dispatches nothing', async () => {
    const { button, events } = await connectButton();
    let heard = 0;
    for (const type of ['input', 'change']) button.addEventListener(type, () => (heard += 1));
    button.value = 'conn_9';
    expect(button.phase).to.equal('connected');
    expect(await message(button)).to.equal('Your bank is connected.');
    button.value = '';
    expect(button.phase).to.equal('idle');
    expect([heard, events]).to.deep.equal([0, []]);
  });

  it('does not change the phase of a run', async () => {
    const { button } = await connectButton();
    void button.open();
    button.value = 'conn_9';
    expect(button.phase).to.equal('loading');
    const call = await opened();
    button.value = '';
    expect(button.phase).to.equal('open');
    call.onSuccess();
    expect([button.value, button.phase]).to.deep.equal(['conn_1', 'connected']);
  });

  it('may be emptied by a listener of the success', async () => {
    const { button } = await connectButton();
    button.addEventListener('araucaria-success', () => (button.value = ''));
    void button.open();
    (await opened()).onSuccess();
    expect([button.value, button.phase]).to.deep.equal(['', 'idle']);
  });

  it('satisfies required', async () => {
    const { form, button } = await formWith('required');
    expect(form.checkValidity()).to.equal(false);
    button.value = 'conn_1';
    expect(form.checkValidity()).to.equal(true);
    button.value = null;
    expect(form.checkValidity()).to.equal(false);
  });

  it('is taken over if it was set before the element was defined', async () => {
    const button = document.createElement('not-yet-defined') as AraucariaConnectButton;
    button.value = 'conn_1';
    const form = await fixture<HTMLFormElement>(html`<form>${button}</form>`);
    button.setAttribute('name', 'connection');
    customElements.define(
      'not-yet-defined',
      class extends (customElements.get('araucaria-connect-button') as typeof AraucariaConnectButton) {},
    );
    await settled();
    expect([button.value, button.phase, submitted(form)]).to.deep.equal(['conn_1', 'connected', 'conn_1']);
    button.value = '';
    expect(submitted(form)).to.equal(null);
  });

  it('is announced by input and change before araucaria-success, and is there by then', async () => {
    const { button } = await connectButton();
    const outside: string[] = [];
    const heard: unknown[] = [];
    for (const type of ['input', 'change', 'araucaria-success']) {
      button.addEventListener(type, ({ bubbles, composed }) => heard.push([type, bubbles, composed, button.value]));
      document.addEventListener(type, () => outside.push(type), { once: true });
    }
    void button.open();
    (await opened()).onSuccess();
    expect(heard).to.deep.equal([
      ['input', true, true, 'conn_1'],
      ['change', true, false, 'conn_1'],
      ['araucaria-success', true, true, 'conn_1'],
    ]);
    expect(outside).to.deep.equal(['input', 'change', 'araucaria-success']);
  });

  it('has no input and no change when a run fails or is closed', async () => {
    const { button } = await connectButton();
    let heard = 0;
    for (const type of ['input', 'change']) button.addEventListener(type, () => (heard += 1));
    void button.open();
    (await opened()).onExit();
    void button.open();
    (await opened(1)).onExit({ code: 'account-locked' });
    expect(heard).to.equal(0);
  });
});

describe('a changed connection-id', () => {
  freshPage();

  it('sets the phase back to idle, and keeps the value', async () => {
    const { button } = await connectButton();
    void button.open();
    (await opened()).onSuccess();
    button.connectionId = 'conn_8';
    await button.updateComplete;
    expect([button.phase, button.value]).to.deep.equal(['idle', 'conn_1']);
    expect(button.shadowRoot!.querySelector('[part=message]')!.textContent.trim()).to.equal('');
  });

  it('sets it back after a failure', async () => {
    const { button } = await connectButton({ token: '500' });
    await button.open();
    expect(button.phase).to.equal('failed');
    button.setAttribute('connection-id', 'conn_8');
    await button.updateComplete;
    expect(button.phase).to.equal('idle');
  });

  it('does not change the phase of a run', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    button.connectionId = 'conn_8';
    await button.updateComplete;
    expect(button.phase).to.equal('open');
    call.onExit();
  });

  it('leaves the phase of a value that came with it', async () => {
    const { button } = await formWith('value="conn_1" connection-id="conn_1"');
    expect(button.phase).to.equal('connected');
  });
});

/** What a form with a button hears: the success, and what is submitted. */
async function submitting(attributes: string): Promise<{ button: AraucariaConnectButton; heard: unknown[] }> {
  const { form, button } = await formWith(attributes);
  const heard: unknown[] = [];
  button.addEventListener('araucaria-success', () => heard.push('araucaria-success'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    heard.push('submit', submitted(form));
  });
  return { button, heard };
}

describe('autosubmit', () => {
  freshPage();

  it('submits the form after araucaria-success', async () => {
    const { button, heard } = await submitting('autosubmit');
    void button.open();
    (await opened()).onSuccess();
    expect(heard).to.deep.equal(['araucaria-success', 'submit', 'conn_1']);
  });

  it('submits nothing after an exit, and nothing for a value that is set', async () => {
    const { button, heard } = await submitting('autosubmit');
    button.value = 'conn_1';
    void button.open();
    (await opened()).onExit();
    await settled();
    expect(heard).to.deep.equal([]);
  });

  it('submits no form that is invalid', async () => {
    const { button, heard } = await submitting('autosubmit');
    const other = button.form!.appendChild(document.createElement('input'));
    other.required = true;
    void button.open();
    (await opened()).onSuccess();
    expect(heard).to.deep.equal(['araucaria-success']);
    expect(document.activeElement).to.equal(other);
  });

  it('is nothing outside of a form', async () => {
    const { button, ends } = await connectButton({ autosubmit: true });
    void button.open();
    (await opened()).onSuccess();
    expect(ends().map(({ name }) => name)).to.deep.equal(['araucaria-success']);
  });
});
