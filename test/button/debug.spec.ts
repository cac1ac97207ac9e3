import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { connectButton, endpoint, freshPage, script, until } from '../support/button.ts';

/** What debug prints. */
let told = '';

describe('debug', () => {
  const { info } = console;
  beforeEach(() => {
    told = '';
    console.info = (text: unknown) => (told += `${String(text)}\n`);
  });
  afterEach(() => (console.info = info));
  freshPage();

  it('tells what the page is like, and why a run failed', async () => {
    const { button } = await connectButton({ token: '500', debug: true });
    await until(() => told.includes('what this page is like'), 'the first report');
    await button.open();
    await until(() => told.includes('why the button reported token-request-rejected'), 'the explanation');
    expect(told).to.contain('authorize or onConnectionCreated threw');
    expect(told).to.contain('https://araucaria.money/docs/errors/token-request-rejected');
  });

  it('can be switched on later, tells each failure once, and nothing of a user who leaves', async () => {
    const { button } = await connectButton({ token: '409', connectionId: 'conn_1' });
    await button.open();
    expect(told).to.equal('');
    button.debug = true;
    await button.updateComplete;
    button.debug = false;
    button.debug = true;
    await until(() => told.includes('what this page is like'), 'the first report');
    await button.open();
    await until(() => told.includes('connection-not-repairable'), 'the explanation');
    expect(told.split('why the button reported')).to.have.lengthOf(2);
    expect(told.split('what this page is like')).to.have.lengthOf(2);
  });

  it('tells of a code that only a newer copy of the button has', async () => {
    const { button } = await connectButton({ debug: true });
    await until(() => told.includes('what this page is like'), 'the first report');
    const error = Object.assign(new Error('Newer than this.'), { code: 'from-the-future', retryable: false });
    button.dispatchEvent(new CustomEvent('araucaria-exit', { detail: { error } }));
    await until(() => told.includes('why the button reported from-the-future'), 'the explanation');
    expect(told).to.contain('Newer than this.');
  });

  it('shows no query of a URL, and nothing of the token', async () => {
    const button = await fixture<AraucariaConnectButton>(
      html`<araucaria-connect-button
        debug
        token-endpoint=${endpoint('secret', '&session=s3cr3t')}
        widget-src=${script('good')}
      ></araucaria-connect-button>`,
    );
    await until(() => told.includes('what this page is like'), 'the first report');
    await button.open();
    await until(() => told.includes('secret-key-exposed'), 'the explanation');
    expect(told).not.to.match(/s3cr3t|key=|arau_\w/);
  });
});
