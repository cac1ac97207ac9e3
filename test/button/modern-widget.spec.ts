import { expect, fixture, html } from '@open-wc/testing';
import {
  connectButton,
  freshPage,
  modernWidget,
  opened,
  page,
  requests,
  settled,
  until,
  type WidgetCall,
} from '../support/button.ts';

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
      const root = document.documentElement;
      const before = root.getAttribute('lang');
      if (lang === null) root.removeAttribute('lang');
      else root.lang = lang;
      try {
        const { button } = await connectButton();
        void button.open();
        const call = await opened();
        expect(call.locale).to.equal('en');
        call.onExit();
      } finally {
        if (before === null) root.removeAttribute('lang');
        else root.lang = before;
      }
    });
  }

  it("gets the button's color and radius, as the page wrote them", async () => {
    const { button } = await connectButton();
    button.style.setProperty('--araucaria-connect-button-color', 'light-dark(rebeccapurple, plum)');
    button.style.setProperty('--araucaria-connect-button-radius', '0');
    void button.open();
    const call = await opened();
    expect(call.theme).to.deep.equal({ accent: 'light-dark(rebeccapurple, plum)', radius: '0', colorScheme: 'light' });
    call.onExit();
  });

  it('gets an empty theme if the page sets none', async () => {
    const { button } = await connectButton();
    void button.open();
    const call = await opened();
    expect(call.theme).to.deep.equal({ accent: '', radius: '', colorScheme: 'light' });
    call.onExit();
  });

  it('gets the text color around the button in place of currentcolor, which is another in the widget', async () => {
    const { button } = await connectButton();
    button.style.color = 'rgb(1, 2, 3)';
    button.style.setProperty('--araucaria-connect-button-color', 'color-mix(in srgb, currentColor, red)');
    void button.open();
    const call = await opened();
    expect(call.theme?.accent).to.equal('color-mix(in srgb, rgb(1, 2, 3), red)');
    call.onExit();
  });

  it('is as light or dark as the button, also when that changes while it is open', async () => {
    const schemes: string[] = [];
    page.Araucaria = {
      version: '1',
      open(call: WidgetCall) {
        (page.araucariaCalls ??= []).push(call);
        return { close() {}, setColorScheme: (scheme: string) => schemes.push(scheme) };
      },
    };
    const around = await fixture<HTMLElement>(html`<div style="color-scheme: dark"></div>`);
    const { button } = await connectButton();
    around.append(button);
    void button.open();
    const call = await opened();
    expect(call.theme?.colorScheme).to.equal('dark');
    around.style.colorScheme = 'light';
    await until(() => schemes.at(-1) === 'light', 'the light widget');
    around.style.colorScheme = 'dark';
    await until(() => schemes.at(-1) === 'dark', 'the dark widget');
    call.onExit();
    around.style.colorScheme = 'only light';
    void button.open();
    expect((await opened(1)).theme?.colorScheme).to.equal('light');
    button.close();
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

/** A button whose widget shows the success. */
async function connected(): Promise<Awaited<ReturnType<typeof connectButton>>> {
  const watched = await connectButton();
  void watched.button.open();
  const call = await opened();
  await call.requestToken!(signal);
  call.onSuccess();
  return watched;
}

describe('a widget that shows the success', () => {
  let close: () => void;
  let closeCalls = 0;

  freshPage();
  beforeEach(() => {
    closeCalls = 0;
    page.Araucaria = {
      version: '1.0.0',
      open(options: WidgetCall) {
        (page.araucariaCalls ??= []).push(options);
        const closed = new Promise<void>((resolve) => (close = resolve));
        return {
          closed,
          close() {
            closeCalls += 1;
            close();
          },
        };
      },
    };
  });

  it('is told at once, and further calls join the run until it is gone', async () => {
    const { button, events } = await connected();
    expect(button.phase).to.equal('connected');
    expect(events.map(({ name }) => name)).to.deep.equal(['araucaria-open', 'araucaria-success']);
    const joined = button.open();
    button.click();
    expect(await joined).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
    expect(page.araucariaCalls).to.have.lengthOf(1);
    close();
    await settled();
    expect(events).to.have.lengthOf(2);
    expect(document.activeElement).to.equal(button);
    void button.open();
    (await opened(1)).onExit();
  });

  it('gives way to the widget of another button', async () => {
    await connected();
    const { button } = await connectButton();
    void button.open();
    const call = await opened(1);
    expect(button.phase).to.equal('open');
    call.onExit();
    close();
  });

  it('is closed by close(), which dispatches nothing', async () => {
    const { button, events } = await connected();
    button.close();
    expect(closeCalls).to.equal(1);
    expect([button.phase, events.length]).to.deep.equal(['connected', 2]);
  });

  it('stays when the host removes the button', async () => {
    const { button, events } = await connected();
    button.remove();
    await settled();
    expect([closeCalls, events.length]).to.deep.equal([0, 2]);
    close();
    await settled();
  });

  it('leaves the focus where the host has moved it', async () => {
    const { button } = await connected();
    const next = document.createElement('button');
    button.after(next);
    next.focus();
    close();
    await settled();
    expect(document.activeElement).to.equal(next);
    next.remove();
  });
});
