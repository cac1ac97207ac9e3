import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { endpoint, freshPage, opened, page, script, settled } from '../support/button.ts';

type Form = { form: HTMLFormElement; button: AraucariaConnectButton; value(): FormDataEntryValue | null };

async function formWith(attributes: Partial<AraucariaConnectButton> = {}): Promise<Form> {
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <label for="bank">Bank</label>
      <fieldset>
        <araucaria-connect-button
          id="bank"
          name="connection"
          preload="none"
          token-endpoint=${endpoint('ok')}
          widget-src=${script('good')}
        ></araucaria-connect-button>
      </fieldset>
    </form>`,
  );
  const button = form.querySelector('araucaria-connect-button')!;
  Object.assign(button, attributes);
  await button.updateComplete;
  return { form, button, value: () => new FormData(form).get('connection') };
}

async function connect(button: AraucariaConnectButton): Promise<void> {
  void button.open();
  (await opened((page.araucariaCalls ?? []).length)).onSuccess();
  await button.updateComplete;
}

describe('the button in a form', () => {
  freshPage();

  it('axe finds nothing', async () => {
    const { form } = await formWith({ required: true });
    await expect(form).to.be.accessible();
  });

  it('has the connection id as its value after success', async () => {
    const { button, value, form } = await formWith();
    expect(value()).to.equal(null);
    await connect(button);
    expect(value()).to.equal('conn_1');
    expect(button.form).to.equal(form);
  });

  it('keeps the value when a later run is closed or fails', async () => {
    const { button, value } = await formWith();
    await connect(button);
    void button.open();
    (await opened(1)).onExit(new Error('x'));
    expect(value()).to.equal('conn_1');
  });

  it('never submits the form by itself', async () => {
    const { form, button } = await formWith();
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    button.click();
    (await opened()).onSuccess();
    await settled();
    expect(submitted).to.equal(0);
  });

  it('is invalid while required and not connected', async () => {
    const { form, button } = await formWith({ required: true });
    expect(form.checkValidity()).to.equal(false);
    expect(button.validity.valueMissing).to.equal(true);
    expect(button.validationMessage).to.equal('Connect your bank first.');
    await connect(button);
    expect(form.checkValidity()).to.equal(true);
    expect(button.checkValidity()).to.equal(true);
  });

  it('lets a listener of araucaria-success submit the form', async () => {
    const { form, button } = await formWith({ required: true });
    const submitted: unknown[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted.push(new FormData(form).get('connection'));
    });
    button.addEventListener('araucaria-success', () => form.requestSubmit());
    await connect(button);
    expect(submitted).to.deep.equal(['conn_1']);
  });

  it('is invalid at once after a reset, if required', async () => {
    const { form, button } = await formWith({ required: true });
    await connect(button);
    form.reset();
    expect(form.checkValidity()).to.equal(false);
    expect(button.validationMessage).to.equal('Connect your bank first.');
  });

  it('is invalid while the host sets a custom validity', async () => {
    const { button } = await formWith();
    button.setCustomValidity('Only banks in Chile.');
    expect(button.validity.customError).to.equal(true);
    expect(button.reportValidity()).to.equal(false);
    button.setCustomValidity('');
    expect(button.checkValidity()).to.equal(true);
  });

  it('ends its run, empties its value and is idle after a reset', async () => {
    const { form, button, value } = await formWith({ required: true });
    await connect(button);
    void button.open();
    await opened(1);
    const ended: unknown[] = [];
    button.addEventListener('araucaria-exit', ({ detail }) => ended.push(detail));
    form.reset();
    await button.updateComplete;
    expect(ended).to.deep.equal([{ error: null }]);
    expect(value()).to.equal(null);
    expect(button.phase).to.equal('idle');
    expect(button.checkValidity()).to.equal(false);
  });

  it('is disabled by a disabled fieldset', async () => {
    const { form, button, value } = await formWith({ required: true });
    form.querySelector('fieldset')!.disabled = true;
    await button.updateComplete;
    expect(button.shadowRoot!.querySelector('button')!.disabled).to.equal(true);
    expect(button.willValidate).to.equal(false);
    expect(await button.open()).to.deep.equal({ status: 'exit', error: null });
    form.querySelector('fieldset')!.disabled = false;
    await button.updateComplete;
    await connect(button);
    expect(value()).to.equal('conn_1');
  });

  it('starts a run at a click on its label', async () => {
    const { form, button } = await formWith();
    form.querySelector('label')!.click();
    expect(button.labels).to.have.lengthOf(1);
    (await opened()).onExit();
  });

  it('takes the value that a browser restores', async () => {
    const { button, value } = await formWith({ required: true });
    button.formStateRestoreCallback('conn_before');
    expect(value()).to.equal('conn_before');
    expect(button.checkValidity()).to.equal(true);
  });
});
