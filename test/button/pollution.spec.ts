import { expect } from '@open-wc/testing';
import { connectButton, endpoint, freshPage, script, settled, until } from '../support/button.ts';
import { canaries } from '../support/canaries.ts';
import { bundle, ownPage, type OwnPage } from '../support/own-page.ts';

/**
 * Names of options that the platform, the widget and the button read. Without `createScript` and `createScriptURL`: a
 * string in their place makes the creation of Lit's own policy fail.
 */
const names = `token connectionId institution locale theme requestToken onEvent onSuccess onExit accent radius version
  widgetToken retryable status retryAfter cause code message details get set value writable enumerable configurable
  signal headers integrity referrer referrerPolicy mode credentials cache redirect keepalive method body window priority
  once capture passive detail bubbles cancelable composed subtree attributes childList attributeFilter attributeOldValue
  characterData preventScroll focusVisible slotAssignment clonable serializable delegatesFocus customElements
  attribute reflect type converter hasChanged state noAccessor useDefault valueMissing badInput customError tooLong
  createHTML policy scripts open close preload Araucaria trustedTypes url src nonce
  name required disabled widgetSrc widgetIntegrity fetchToken tokenEndpoint idle failed loading connected ok text
  getReader cancel stream fatal srcInMarkup looks tokens`
  .split(/\s+/)
  .filter(Boolean);

const tag = (attributes = ''): string =>
  `<araucaria-connect-button preload="none" token-endpoint="${endpoint('ok')}" widget-src="${script('good')}" ${attributes}></araucaria-connect-button>`;

/** A page with a script that adds each name to `Object.prototype`, before or after the button's script. */
async function polluted(value: string, when: 'before' | 'after', attributes = ''): Promise<OwnPage> {
  const pollute = `<script>for (const name of ${JSON.stringify(names)})
    Object.defineProperty(Object.prototype, name, { __proto__: null, value: ${value}, configurable: true, writable: true });</script>`;
  return ownPage(when === 'before' ? pollute + bundle + tag(attributes) : bundle + tag(attributes) + pollute);
}

const values: [string, string][] = [
  ['text', '"polluted"'],
  ['true', 'true'],
  ['false', 'false'],
  ['an object', '({ __proto__: null })'],
  ['a function', '() => "polluted"'],
];

describe('a polluted Object.prototype', () => {
  freshPage();

  it('axe finds nothing on a button', async () => {
    const { button } = await connectButton();
    await expect(button).to.be.accessible();
  });

  for (const [what, value] of values) {
    for (const when of ['before', 'after'] as const) {
      it(`with ${what} as every option, ${when} the script: the button links the bank with its own options`, async () => {
        const { window, button, errors } = await polluted(value, when);
        const outcome = button!.open();
        const calls = await until(() => Object.hasOwn(window, 'araucariaCalls') && window.araucariaCalls, 'the widget');
        const call = calls[0]!;
        expect([call.token, call.connectionId]).to.deep.equal([canaries.widgetToken, 'conn_1']);
        expect(call.institution).to.equal(undefined);
        expect([call.theme, call.requestToken, (call as { onEvent?: unknown }).onEvent]).to.deep.equal([
          undefined,
          undefined,
          undefined,
        ]);
        call.onSuccess();
        expect(await outcome).to.deep.equal({ status: 'success', connectionId: 'conn_1' });
        expect(errors).to.deep.equal([]);
      });
    }
  }

  it('gives the widget no token and no connection', async () => {
    const { window, button } = await polluted('"polluted"', 'before');
    let seen: Record<string, unknown> = {};
    Object.defineProperty(window, 'Araucaria', {
      value: { version: '1', open: (options: Record<string, unknown>) => void (seen = options) },
    });
    void button!.open();
    await until(() => button!.phase === 'open', 'the widget');
    expect([seen['token'], seen['connectionId'], seen['institution']]).to.deep.equal([undefined, '', undefined]);
    expect(seen['theme']).to.deep.equal({ accent: '', radius: '', colorScheme: 'light' });
    button!.close();
  });

  it('adds nothing to an error', async () => {
    const { window, button } = await polluted('"polluted"', 'before');
    button!.tokenEndpoint = endpoint('500');
    const outcome = await button!.open();
    const error = outcome.status === 'exit' && outcome.error!;
    expect(error).to.include({ code: 'token-request-rejected', status: 500, retryable: true });
    expect([Object.hasOwn(error as object, 'retryAfter'), Object.hasOwn(error as object, 'cause')]).to.deep.equal([
      false,
      false,
    ]);
    expect(Object.hasOwn(window, 'araucariaCalls')).to.equal(false);
    await settled();
  });

  it('adds nothing to an empty answer of the backend', async () => {
    const { button } = await polluted('"polluted"', 'before');
    button!.fetchToken = async () => ({}) as never;
    expect(await button!.open()).to.have.nested.property('error.code', 'token-response-invalid');
  });

  it("adds nothing to the widget's error", async () => {
    const { window, button } = await polluted('"mfa-failed"', 'before');
    const outcome = button!.open();
    const calls = await until(() => Object.hasOwn(window, 'araucariaCalls') && window.araucariaCalls, 'the widget');
    calls[0]!.onExit(new window.Object());
    expect(await outcome).to.have.nested.property('error.code', 'widget-error');
    expect(await outcome).to.have.nested.property('error.retryable', false);
  });
});
