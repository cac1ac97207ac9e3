import { challenged, connected, smsCode } from '../support/challenges.ts';
import { expect, test as base } from '../support/fixtures.ts';

/** Members that a script may have put on `Object.prototype`: responses, messages and options may lack them. */
const pollution = {
  // Members of API responses.
  code: 'account-locked',
  triesLeft: 1,
  institution: { id: 'evil', name: 'Evil', country: 'CL', status: 'ok', logo: null, fields: [] },
  institutionId: 'evil',
  institutions: [],
  fields: [],
  logo: 'evil.svg',
  marks: [],
  foundBy: 'Evil',
  forgotPasswordUrl: 'https://evil.example/',
  application: { name: 'Evil', logo: null, termsUrl: null, privacyUrl: null, disconnectUrl: null },
  termsUrl: 'https://evil.example/',
  testMode: { scenarios: [], oneTimeCode: 'evil', securityQuestion: 'evil' },
  challenge: {},
  attemptToken: 'evil',
  attempt: { status: 'connected', connectionId: 'conn_evil' },
  // Members of messages over the port.
  token: 'evil',
  connectionId: 'conn_evil',
  theme: { accent: 'red', radius: '0' },
  // Members of requests.
  bearer: 'evil',
  method: 'DELETE',
  body: '"evil"',
  integrity: 'sha256-evil',
  mode: 'no-cors',
  cache: 'only-if-cached',
  kept: { username: 'evil' },
};

const test = base.extend({
  widget: async ({ page, host, widget }, use) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.addInitScript((members) => {
      if (location.pathname.startsWith('/widget/frame/')) Object.assign(Object.prototype, members);
    }, pollution);
    await page.goto(host.url);
    await use(widget);
    expect(errors).toEqual([]);
  },
});

test.describe('with a polluted Object.prototype in the frame', () => {
  test('a user links a bank, and nothing from Object.prototype is sent or shown', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [challenged(smsCode), connected];
    await widget.open();
    await widget.chooseBank();
    const { frame } = widget;
    await expect(frame.getByLabel('User name')).toHaveValue('');
    await widget.signIn();
    await frame.getByLabel('6-digit code').waitFor();
    await expect(frame.locator('#code-error')).toBeHidden();
    await frame.getByLabel('6-digit code').fill('123456');
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Your bank is connected');
    await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
    const sent = araucaria.api.requests.map(({ method, path, bearer, body }) => [method, path, bearer, body]);
    // By path: the list and the session are requested at the same time.
    const byPath = sent
      .filter(([, path]) => path !== 'attempt')
      .toSorted(([, a], [, b]) => (String(a) < String(b) ? -1 : 1));
    expect(byPath).toEqual([
      ['POST', 'attempt/challenge', 'attempt-1', { challengeId: 'chl_1', code: '123456' }],
      ['POST', 'attempts', 'token-1', expect.objectContaining({ connectionId: 'conn_1', institutionId: 'andes' })],
      ['GET', 'institutions', '', undefined],
      ['GET', 'institutions/andes', '', undefined],
      ['POST', 'session', 'token-1', { connectionId: 'conn_1', origin: new URL(widget.page.url()).origin }],
    ]);
  });

  test('a failure without a code is shown as an internal error', async ({ araucaria, widget }) => {
    araucaria.api.override = ({ path }) => (path === 'attempts' ? { status: 500, body: {} } : undefined);
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText(
      'We couldn’t connect to Banco de los Andes',
    );
  });

  test('Object.prototype never fills a missing member of a response', async ({ araucaria, widget }) => {
    araucaria.api.override = ({ path }) =>
      path === 'attempts' ? { status: 201, body: { attemptToken: 'attempt-1' } } : undefined;
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('We don’t know if it worked');
  });
});
