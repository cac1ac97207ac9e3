import type { Fault } from '../fault.ts';

const code = 'misconfigured';

/** Mistakes in the page's markup and in its script, which the button finds before it requests anything. */
export const pageFaults: readonly Fault[] = [
  {
    code,
    what: 'no token-endpoint',
    message: 'Expected token-endpoint to be an http(s) URL; got none.',
    setup: { attributes: '' },
    line: 'token-endpoint="/api/widget-token"',
    mended: (line) => ({ attributes: line }),
  },
  {
    code,
    what: 'a token endpoint that is no URL of the web',
    message: 'Expected token-endpoint to be an http(s) URL; got capacitor:.',
    setup: { attributes: 'token-endpoint="capacitor://localhost/api/widget-token"' },
  },
  {
    code,
    what: 'a token endpoint over http in an https page',
    message: 'Expected token-endpoint to be an http(s) URL; got http on an https page.',
    setup: { origin: 'https://shop.example', attributes: 'token-endpoint="http://shop.example/api/widget-token"' },
  },
  {
    code,
    what: 'a token endpoint with a user name',
    message: 'Expected token-endpoint to be an http(s) URL; got a user name.',
    setup: { attributes: 'token-endpoint="http://user:secret@localhost/api/widget-token"' },
  },
  {
    code,
    what: 'a widget-src of another host',
    message:
      'Expected widget-src to be of https://araucaria.money or loopback; got another. Set the property widgetSrc from script.',
    setup: { attributes: 'token-endpoint="/api/widget-token" widget-src="https://cdn.example/araucaria-connect.js"' },
    line: `button.widgetSrc = 'https://sandbox.example/widget/araucaria-connect.js'`,
    mended: (line) => ({ script: line }),
  },
  {
    code,
    what: 'a property widgetSrc that is no URL of the web',
    message: 'Expected widget-src to be an http(s) URL; got file:.',
    setup: { script: `button.widgetSrc = 'file:///araucaria-connect.js';` },
    line: `button.widgetSrc = 'http://127.0.0.1:4400/widget/araucaria-connect.js'`,
    mended: (line) => ({ script: line }),
  },
  {
    code,
    what: 'a sandboxed page',
    message: 'Expected an origin; got none: a page from the disk, or sandbox without allow-same-origin.',
    setup: { policy: 'sandbox allow-scripts' },
    line: 'sandbox allow-scripts allow-same-origin',
    mended: (line) => ({ policy: line }),
  },
  {
    code,
    what: 'a sandboxed page without a token endpoint',
    message: 'Expected an origin; got none: a page from the disk, or sandbox without allow-same-origin.',
    setup: { policy: 'sandbox allow-scripts', attributes: '' },
  },
  {
    code,
    what: 'headers that are no headers',
    message: 'Expected valid names and values in headers; got others.',
    setup: { script: `button.headers = { 'X CSRF Token': 'a' };` },
    line: `button.headers = { 'X-CSRF-Token': token }`,
    mended: (line) => ({ script: `const token = 'csrf-1'; ${line};` }),
  },
  {
    code,
    what: 'a header that a page may not set',
    message: 'Expected names that a page may set in headers; got ….',
    setup: { script: `button.headers = { Cookie: 'session=1' };` },
  },
  {
    code,
    what: 'a header without a value, since the element with the CSRF token is not there',
    message: 'Expected a value of … in headers; got ….',
    setup: { script: `button.headers = { 'X-CSRF-Token': document.querySelector('meta[name=csrf]')?.content };` },
    line: `button.headers = () => ({ 'X-CSRF-Token': document.querySelector('meta[name=csrf-token]').content })`,
    mended: (line) => ({ markup: '<meta name="csrf-token" content="csrf-1">', script: line }),
  },
  {
    code: 'secret-key-exposed',
    what: 'an API key in the headers',
    message: 'Expected no secret in the page; got an API key (arau_). Rotate it now.',
    setup: { script: `button.headers = { Authorization: 'Bearer arau_live_1' };` },
  },
  {
    code: 'internal-error',
    what: 'a script of the page that replaces a function of the browser',
    message: 'Unexpected error; see cause.',
    setup: { script: `window.getComputedStyle = () => { throw new Error('Not here.'); };` },
  },
  {
    code: 'widget-busy',
    what: 'a second button, while the widget of the first is open',
    message: 'Another widget is open.',
    setup: ({ widgetSrc }) => ({
      markup: `<araucaria-connect-button id="second" token-endpoint="/api/widget-token" widget-src="${widgetSrc}"></araucaria-connect-button>`,
      after: (page) =>
        page.waitForFunction(`button.phase === 'open' && document.querySelector('#second').open().then(() => true)`),
    }),
  },
];
