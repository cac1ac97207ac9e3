import { expect } from '@open-wc/testing';
import type { AraucariaError, TokenRequestHeaders } from '../../src/button/index.ts';
import { connectButton, freshPage, message, opened, requests } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

/** The error of a run with these headers. */
async function failureWith(headers: unknown): Promise<AraucariaError> {
  const { button } = await connectButton();
  button.headers = headers as TokenRequestHeaders;
  const outcome = await button.open();
  if (outcome.status === 'success' || !outcome.error) throw new Error('Expected an error.');
  expect(await message(button)).not.to.equal('');
  return outcome.error;
}

describe('headers of the token request', () => {
  freshPage();

  for (const [what, headers] of [
    ['an object', { 'X-CSRF-Token': 'csrf-1' }],
    ['a Headers object', new Headers({ 'x-csrf-token': 'csrf-1' })],
    ['a list of pairs', [['X-CSRF-Token', 'csrf-1']]],
    ['a function', () => ({ 'X-CSRF-Token': 'csrf-1' })],
    ['a function that returns a promise', async () => ({ 'X-CSRF-Token': 'csrf-1' })],
  ] as [string, TokenRequestHeaders][]) {
    it(`are sent: ${what}`, async () => {
      const { button } = await connectButton({ headers });
      void button.open();
      (await opened()).onExit();
      const { headers: sent } = (await requests('token'))[0]!;
      expect([sent['x-csrf-token'], sent['content-type'], sent['accept']]).to.deep.equal([
        'csrf-1',
        'application/json',
        'application/json',
      ]);
    });
  }

  it('are asked for with each request', async () => {
    let count = 0;
    const { button } = await connectButton({ headers: () => ({ 'X-Count': String((count += 1)) }) });
    for (const index of [0, 1]) {
      void button.open();
      (await opened(index)).onExit();
    }
    const sent = (await requests('token')).map(({ headers }) => headers['x-count']);
    expect(sent).to.deep.equal(['1', '2']);
  });

  it('are none if a function returns nothing', async () => {
    const { button } = await connectButton({ headers: (() => undefined) as unknown as TokenRequestHeaders });
    void button.open();
    (await opened()).onExit();
    expect(await requests('token')).to.have.lengthOf(1);
  });

  for (const name of [
    'Cookie',
    'Host',
    'Origin',
    'Content-Length',
    'Sec-Fetch-Site',
    'Proxy-Authorization',
    'Content-Type',
    'accept',
    'Referer',
    'Transfer-Encoding',
  ]) {
    for (const means of ['object', 'function'] as const) {
      it(`${name} is refused, and nothing is sent: given by ${means === 'object' ? 'an' : 'a'} ${means}`, async () => {
        const given = { [name]: 'value' };
        const error = await failureWith(means === 'object' ? given : () => given);
        expect(error.code).to.equal('misconfigured');
        expect(error.message).to.contain(name.toLowerCase());
        expect(await requests('token')).to.have.lengthOf(0);
      });
    }
  }

  for (const [what, headers] of [
    ['a name with a blank', { 'X CSRF': 'a' }],
    ['a value with a line break', { 'X-CSRF': `a\n${canaries.widgetToken}` }],
    ['no object', 'X-CSRF: a'],
    ['an undefined value', { 'X-CSRF': undefined }],
    ['a null value', { 'X-CSRF': null }],
    ['an empty value', { 'X-CSRF': '' }],
  ] as const) {
    it(`are misconfigured with ${what}`, async () => {
      expect((await failureWith(headers)).code).to.equal('misconfigured');
      expect(await requests('token')).to.have.lengthOf(0);
    });
  }

  it('never carry an API key', async () => {
    const error = await failureWith({ Authorization: `Bearer ${canaries.apiKey}` });
    expect(error.code).to.equal('secret-key-exposed');
    expect(await requests('token')).to.have.lengthOf(0);
  });

  for (const [what, headers] of [
    [
      'throws',
      () => {
        throw new Error('no meta element');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no meta element'))],
  ] as const) {
    it(`are token-request-failed with its cause if the function ${what}`, async () => {
      const { code, cause } = await failureWith(headers);
      expect(code).to.equal('token-request-failed');
      expect(String(cause)).to.contain('no meta element');
    });
  }

  it('are not asked for with fetchToken', async () => {
    const { button } = await connectButton({
      headers: () => {
        throw new Error('asked');
      },
      fetchToken: async () => ({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
    });
    void button.open();
    (await opened()).onSuccess();
    expect(button.value).to.equal('conn_1');
  });
});
