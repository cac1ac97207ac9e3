import { scriptRoute } from '../../../support/serve.ts';
import type { Fault, Setup } from '../fault.ts';

const endpoint = 'token-endpoint="/api/widget-token"';
const widgetSrc = 'widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"';
const foreign = scriptRoute('window.somethingElse = 1;');
const wrongHash = 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC';

/** A widget script that answers nothing, and a clock that is at its end. */
const late = ({ other }: { other: string }): Setup => ({
  attributes: `${endpoint} widget-src="${other}/widget.js"`,
  other: () => {},
  script: `const native = setTimeout; window.setTimeout = (run, ms, ...more) => native(run, ms === 20000 ? 0 : ms, ...more);`,
});

/** The widget script does not arrive, or is another one. */
export const scriptFaults: readonly Fault[] = [
  {
    code: 'widget-load-failed',
    what: 'a widget-src that is not there',
    message: 'The widget script failed to load.',
    setup: ({ sandbox }) => ({ attributes: `${endpoint} widget-src="${sandbox}/araucaria-connect.js"` }),
    line: widgetSrc,
    mended: (line) => ({ attributes: `${endpoint} ${line}` }),
  },
  {
    code: 'widget-load-failed',
    what: 'a hash of another version',
    message: 'The widget script failed to load. Is widget-integrity its hash?',
    setup: { attributes: `${endpoint} widget-integrity="${wrongHash}"` },
    mended: { attributes: endpoint },
  },
  {
    code: 'widget-load-failed',
    what: 'a script over http in an https page',
    message: 'The widget script failed to load. Safari blocks http on https pages.',
    setup: ({ sandbox }) => ({
      origin: 'https://shop.example',
      attributes: `${endpoint} widget-src="${sandbox}/none.js"`,
      options: { allowedOrigins: ['https://shop.example'] },
    }),
  },
  {
    code: 'widget-load-failed',
    what: 'no network',
    message: 'The browser is offline.',
    setup: ({ sandbox }) => ({
      attributes: `${endpoint} widget-src="${sandbox}/none.js"`,
      script: `Object.defineProperty(navigator, 'onLine', { value: false });`,
    }),
  },
  {
    code: 'widget-load-timeout',
    what: 'a server that does not answer',
    message: 'The widget script failed to load in 20 s.',
    setup: late,
  },
  {
    code: 'widget-load-timeout',
    what: 'no network',
    message: 'The browser is offline.',
    setup: (places) => {
      const setup = late(places);
      return { ...setup, script: `${setup.script} Object.defineProperty(navigator, 'onLine', { value: false });` };
    },
  },
  {
    code: 'widget-blocked',
    what: 'a policy whose script-src lacks the widget',
    message: 'The CSP blocks the widget script: script-src, trusted-types, TrustedScriptURL?',
    setup: { policy: "script-src 'self' 'unsafe-inline'" },
    line: "script-src 'self' https://api.araucaria.money; frame-src https://api.araucaria.money",
    // The page of the test has a script of its own in it.
    mended: (line) => ({ policy: line.replace("'self'", "'self' 'unsafe-inline'") }),
  },
  {
    code: 'widget-blocked',
    what: 'a policy whose trusted-types lacks the button',
    message: 'The CSP blocks the widget script: script-src, trusted-types, TrustedScriptURL?',
    setup: { policy: "require-trusted-types-for 'script'; trusted-types lit-html" },
    line: 'trusted-types lit-html araucaria-connect',
    mended: (line) => ({ policy: `require-trusted-types-for 'script'; ${line}` }),
  },
  {
    code: 'widget-unavailable',
    what: 'another script at widget-src',
    message: 'Expected Araucaria.open from widget-src.',
    setup: ({ other }) => ({ attributes: `${endpoint} widget-src="${other}/widget.js"`, other: foreign }),
    line: widgetSrc,
    mended: (line) => ({ attributes: `${endpoint} ${line}` }),
  },
  {
    code: 'widget-unavailable',
    what: 'a script of the page that removes the global',
    message: 'Expected Araucaria.open.',
    setup: {
      attributes: `${endpoint} preload="eager"`,
      script: `button.fetchToken = async () => {
        delete window.Araucaria;
        return { widgetToken: 'wtk_1', connectionId: 'conn_1' };
      };`,
      before: (page) => page.waitForFunction('window.Araucaria'),
    },
  },
  {
    code: 'widget-open-failed',
    what: 'a copy of the widget script on the page’s own origin',
    message:
      'Araucaria.open threw. Araucaria.open: expected the script on another origin, not a copy on that of the page.',
    setup: ({ host }) => ({ attributes: `${endpoint} widget-src="${host}/araucaria-connect.js"` }),
    line: widgetSrc,
    mended: (line) => ({ attributes: `${endpoint} ${line}` }),
  },
  {
    code: 'widget-open-failed',
    what: 'a name of a bank as the institution',
    message:
      'Araucaria.open threw. Araucaria.open: expected institution to be an id of letters, digits, - and _; got string.',
    setup: { attributes: `${endpoint} institution="Banco Alerce"` },
  },
  {
    code: 'widget-open-failed',
    what: 'a widget that the page’s own script has opened',
    message: 'Araucaria.open threw. Araucaria.open: another widget is open.',
    setup: {
      attributes: `${endpoint} preload="eager"`,
      script: `button.addEventListener('araucaria-open', () => Araucaria.open({ requestToken: () => new Promise(() => {}) }));`,
      before: (page) => page.waitForFunction('window.Araucaria'),
    },
  },
  {
    code: 'widget-open-failed',
    what: 'a page with a function of its own in place of Araucaria.open',
    message: 'Araucaria.open threw. …',
    setup: { script: `window.Araucaria = { open() { throw new Error('Not implemented.'); } };` },
  },
  {
    code: 'widget-error',
    what: 'a stand-in for the widget that reports an error of its own',
    message: '…',
    setup: { script: `window.Araucaria = { open({ onExit }) { onExit(new Error('Something else.')); } };` },
  },
  {
    code: 'widget-error',
    what: 'a stand-in for the widget that reports no message',
    message: 'No message.',
    setup: { script: `window.Araucaria = { open({ onExit }) { onExit({ code: 'other' }); } };` },
  },
];
