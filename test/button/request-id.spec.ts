import { expect } from '@open-wc/testing';
import { errorPage, withErrorPage } from '../../src/shared/documented-urls.ts';
import type { AraucariaConnectButton, AraucariaError } from '../../src/button/index.ts';
import { connectButton, freshPage, loggedErrors, message, opened } from '../support/button.ts';

const id = '3f2a9c1e-7b54-4d0a-9e61-0c2f5b8d7a43';

describe('the request id', () => {
  freshPage();

  it('axe finds nothing on a button that shows it', async () => {
    const { button } = await connectButton({ token: '500', tokenQuery: `&id=${id}` });
    await button.open();
    await expect(button).to.be.accessible();
  });

  it('is in the error, in the console, and below the message for the host’s support', async () => {
    const { button } = await connectButton({ token: '502', tokenQuery: `&id=${id}` });
    expect((await errorOf(button)).requestId).to.equal(id);
    expect(loggedErrors()).to.equal(
      `<araucaria-connect-button> token-request-rejected: Expected 200 from token-endpoint; got 502. ${errorPage('token-request-rejected')} Request ${id}.\n`,
    );
    expect(await reference(button)).to.equal(`Ref. ${id}`);
  });

  it('is not announced with the message, and one press selects it to copy', async () => {
    const { button, inner } = await connectButton({ token: '500', tokenQuery: `&id=${id}` });
    await button.open();
    expect(await message(button)).not.to.contain(id);
    const line = lineOf(button)!;
    expect(line.closest('[role=status], [aria-live]')).to.equal(null);
    expect(inner.getAttribute('aria-describedby')).to.equal('message');
    expect(getComputedStyle(line).webkitUserSelect).to.equal('all');
  });

  it('is gone with the next run', async () => {
    const { button } = await connectButton({ token: 'down-once', tokenQuery: `&id=${id}` });
    await button.open();
    button.click();
    (await opened()).onSuccess();
    expect(await reference(button)).to.equal('');
  });

  it('of the token is that of a failure in the widget', async () => {
    const { button } = await connectButton({ tokenQuery: `&id=${id}` });
    const outcome = button.open();
    (await opened()).onExit({ code: 'frame-unreachable', message: 'The frame did not answer.' });
    expect(await outcome).to.have.nested.property('error.requestId', id);
    expect(await reference(button)).to.equal(`Ref. ${id}`);
  });

  for (const [what, query, settings] of [
    ['without the header', '', {}],
    ['of 129 characters', `&id=${'1234-6789 '.repeat(13).replaceAll(' ', '.').slice(0, 129)}`, {}],
    ['with a blank', '&id=a%20b', {}],
    ['with an API key', '&id=x-{key}', {}],
    ['with a widget token', '&id={token}', {}],
    ['that is as long as a token', `&id=${'aB3_'.repeat(10)}`, {}],
    ['with fetchToken', `&id=${id}`, { fetchToken: () => Promise.reject(new Error('down')) }],
  ] as [string, string, Partial<AraucariaConnectButton>][]) {
    it(`is undefined for an answer ${what}`, async () => {
      const { button } = await connectButton({ token: '500', tokenQuery: query, ...settings });
      expect((await errorOf(button)).requestId).to.equal(undefined);
      expect(await reference(button)).to.equal('');
    });
  }

  it('is not shown where the host’s support can do nothing', async () => {
    const { button } = await connectButton({ tokenQuery: `&id=${id}` });
    const outcome = button.open();
    (await opened()).onExit({ code: 'invalid-credentials', message: 'The bank refused the credentials.' });
    expect(await outcome).to.have.nested.property('error.requestId', id);
    expect(await reference(button)).to.equal('');
    expect(loggedErrors()).to.equal('');
  });
});

describe('a refused token request', () => {
  freshPage();

  it('says what the problem’s detail says, in the error and in the console', async () => {
    const byOrigin = 'Expected a page of an allowed origin: Origin https://a.example came.';
    const byHost = 'Expected a visitor that authorize permits; it returned false.';
    for (const [detail, text] of [
      [byOrigin, 'You can’t connect a bank right now.'],
      [byHost, 'Check that you’re signed in, then try again.'],
    ] as const) {
      const { button } = await connectButton({ token: '403', tokenQuery: `&detail=${encodeURIComponent(detail)}` });
      const error = await errorOf(button);
      expect(error.code).to.equal('unauthorized');
      expect(error.message).to.equal(
        withErrorPage(`Expected 200 from token-endpoint; got 403. ${detail}`, 'unauthorized'),
      );
      expect(loggedErrors()).to.contain(error.message);
      expect(await message(button)).to.equal(text);
    }
  });

  it('says nothing of a detail that may be a secret, nor of an answer that is no problem', async () => {
    const long = 'aB3_'.repeat(10);
    const detail = `Key {key}, token "{token}", session ${long} came.`;
    const { button } = await connectButton({ token: '403', tokenQuery: `&detail=${encodeURIComponent(detail)}` });
    expect((await errorOf(button)).message).to.equal(
      withErrorPage('Expected 200 from token-endpoint; got 403. Key *** token *** session *** came.', 'unauthorized'),
    );
    const { button: another } = await connectButton({ token: '403' });
    expect((await errorOf(another)).message).to.equal(
      withErrorPage('Expected 200 from token-endpoint; got 403.', 'unauthorized'),
    );
  });
});

async function errorOf(button: AraucariaConnectButton): Promise<AraucariaError> {
  const outcome = await button.open();
  if (outcome.status === 'success' || !outcome.error) throw new Error('Expected an error.');
  return outcome.error;
}

/** The line with the request id. */
const lineOf = (button: AraucariaConnectButton): Element | null =>
  button.shadowRoot!.querySelector('#message + [translate=no]');

async function reference(button: AraucariaConnectButton): Promise<string> {
  await button.updateComplete;
  return lineOf(button)?.textContent ?? '';
}
