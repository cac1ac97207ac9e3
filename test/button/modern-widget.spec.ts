import { expect } from '@open-wc/testing';
import { connectButton, freshPage, opened, page, requests, settled, type WidgetCall } from '../support/button.ts';

/** A widget script with a version: it takes `requestToken` and returns a handle. */
function modernWidget(): void {
  page.Araucaria = {
    version: '1.0.0',
    open(options: WidgetCall) {
      (page.araucariaCalls ??= []).push(options);
      return { close() {} };
    },
  };
}

const signal = new AbortController().signal;

describe('a widget that requests its token', () => {
  freshPage();
  beforeEach(modernWidget);

  it('axe finds nothing while it is open', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    await expect(button).to.be.accessible();
    call.onExit();
  });

  it('opens during the token request', async () => {
    const { button } = await connectButton({ token: 'late', tokenQuery: '&ms=150' });
    void button.open();
    const call = await opened();
    expect(button.phase).to.equal('open');
    expect(call.token).to.equal(undefined);
    const { connectionId } = await call.requestToken!(signal);
    expect(connectionId).to.equal('conn_1');
    call.onSuccess();
    expect(button.value).to.equal('conn_1');
    expect(await requests('token')).to.have.lengthOf(1);
  });

  it('gets the language, the preselected bank and the connection to repair', async () => {
    const { button } = await connectButton({ institution: 'banco-alerce', connectionId: 'conn_7', lang: 'pt' });
    void button.open();
    const call = await opened();
    expect([call.locale, call.institution, call.connectionId]).to.deep.equal(['pt', 'banco-alerce', 'conn_7']);
    call.onExit();
  });

  for (const lang of [null, '']) {
    it(`is in English like the button if the page has no language: lang ${lang === null ? 'is missing' : 'is empty'}`, async () => {
      const html = document.documentElement;
      const before = html.getAttribute('lang');
      if (lang === null) html.removeAttribute('lang');
      else html.lang = lang;
      try {
        const { button } = await connectButton();
        void button.open();
        const call = await opened();
        expect(call.locale).to.equal('en');
        call.onExit();
      } finally {
        if (before === null) html.removeAttribute('lang');
        else html.lang = before;
      }
    });
  }

  it("gets the button's color and radius, as the page wrote them", async () => {
    const { button } = await connectButton();
    button.style.setProperty('--araucaria-connect-button-color', 'light-dark(rebeccapurple, plum)');
    button.style.setProperty('--araucaria-connect-button-radius', '0');
    void button.open();
    const call = await opened();
    expect(call.theme).to.deep.equal({ accent: 'light-dark(rebeccapurple, plum)', radius: '0' });
    call.onExit();
  });

  it('gets an empty theme if the page sets none', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    expect(call.theme).to.deep.equal({ accent: '', radius: '' });
    call.onExit();
  });

  it('gets a new token for an expired one, and the last minted id is reported', async () => {
    const { button } = await connectButton();
    const outcome = button.open();
    const call = await opened();
    expect((await call.requestToken!(signal)).connectionId).to.equal('conn_1');
    expect((await call.requestToken!(signal)).connectionId).to.equal('conn_2');
    call.onSuccess({ connectionId: 'conn_1' });
    expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_2' });
  });

  it('can report the error of a failed token request, which the outcome has unchanged', async () => {
    const { button } = await connectButton({ token: '401' });
    const outcome = button.open();
    const call = await opened();
    const error = await call.requestToken!(signal).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'unauthorized');
    call.onExit(error);
    expect(await outcome).to.deep.equal({ status: 'exit', error });
    expect(button.phase).to.equal('failed');
  });

  it('can retry a failed token request', async () => {
    const { button } = await connectButton({ token: 'down-once' });
    void button.open();
    const call = await opened();
    const error = await call.requestToken!(signal).catch((reason: unknown) => reason);
    expect(error).to.have.property('retryable', true);
    expect((await call.requestToken!(signal)).connectionId).to.equal('conn_2');
    call.onSuccess();
    expect(button.phase).to.equal('connected');
  });

  it('has no effect if it reports success before there is a token', async () => {
    const { button, ends } = await connectButton({ token: 'hang' });
    void button.open();
    const call = await opened();
    call.onSuccess();
    await settled();
    expect(ends()).to.have.lengthOf(0);
    button.close();
    expect(ends()).to.have.lengthOf(1);
  });
});
