import { expect } from '@open-wc/testing';
import { withErrorPage } from '../../src/shared/documented-urls.ts';
import { connectButton, freshPage, loggedErrors, opened } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';

// In a file, and so a page, of its own: each message is logged once a page.
describe('the console', () => {
  freshPage();

  it('axe finds nothing on a button that logged an error', async () => {
    const { button } = await connectButton({ tokenEndpoint: '' });
    await button.open();
    await expect(button).to.be.accessible();
  });

  it('has one line that says to rotate an exposed API key, without the key', async () => {
    const { button } = await connectButton({ token: 'secret' });
    await button.open();
    const logged = loggedErrors();
    expect(logged).to.match(
      /^<araucaria-connect-button> secret-key-exposed: .*Rotate it now\. https:\S+\/secret-key-exposed\n$/,
    );
    expect(logged).not.to.contain(canaries.apiKey);
    await button.open();
    expect(loggedErrors()).to.equal(logged);
  });

  for (const [what, settings, line] of [
    ['a broken connection', { token: 'reset' }, 'token-request-failed: No answer from token-endpoint: network'],
    [
      'a failed fetchToken',
      { fetchToken: () => Promise.reject(new Error('down')) },
      'token-request-failed: fetchToken',
    ],
    ['a server error', { token: '500' }, 'token-request-rejected: Expected 200 from token-endpoint; got 500.'],
    ['a refused visitor', { token: '403' }, 'unauthorized: Expected 200 from token-endpoint; got 403.'],
    ['a missing connection', { token: '404', connectionId: 'conn_1' }, 'connection-not-found: Expected 200'],
    ['a healthy connection', { token: '409', connectionId: 'conn_1' }, 'connection-not-repairable: Expected 200'],
    ['an answer that is no token', { token: 'not-json' }, 'token-response-invalid: Expected JSON'],
    ['a missing widget script', { widget: 'missing' }, 'widget-load-failed: The widget script failed to load.'],
    ['a widget script of another kind', { widget: 'no-global' }, 'widget-unavailable: Expected Araucaria.open'],
  ] as const) {
    it(`has one line for ${what}, which a developer can mend`, async () => {
      const { button } = await connectButton(settings);
      await button.open();
      const logged = loggedErrors();
      expect(logged).to.match(/^<araucaria-connect-button> [^\n]+\n$/);
      expect(logged).to.contain(line);
      // Each message once a page.
      await button.open();
      expect(loggedErrors()).to.equal(logged);
    });
  }

  for (const code of [
    'frame-unreachable',
    'origin-not-allowed',
    'token-invalid',
    'keyboard-taken',
    'internal-error',
  ] as const) {
    it(`has one line for ${code} of the widget`, async () => {
      const { button } = await connectButton();
      const outcome = button.open();
      (await opened()).onExit({ code, message: `About ${code}.` });
      await outcome;
      expect(loggedErrors()).to.equal(`<araucaria-connect-button> ${code}: ${withErrorPage(`About ${code}.`, code)}\n`);
    });
  }

  for (const code of ['invalid-credentials', 'mfa-timeout', 'institution-unavailable', 'token-expired'] as const) {
    it(`has no line for ${code}, which is the user's or the bank's`, async () => {
      const { button } = await connectButton();
      const outcome = button.open();
      (await opened()).onExit({ code, message: `About ${code}.` });
      await outcome;
      expect(loggedErrors()).to.equal('');
    });
  }

  it('has no line for a session that has ended', async () => {
    const { button } = await connectButton({ token: '401' });
    await button.open();
    expect(loggedErrors()).to.equal('');
  });
});
