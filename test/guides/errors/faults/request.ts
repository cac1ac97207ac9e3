import type { TokenHandlerOptions } from 'araucaria-connect/server';
import { handlerWith, optionsIn, type Answer, type Fault, type Setup } from '../fault.ts';

const network = 'No answer from token-endpoint: network, CORS or CSP?';
const code = 'token-request-failed';
const hang: Answer = () => {};

/** The time-out of a request, which browsers give no clock to move. */
const timeOut: Setup = {
  endpoint: hang,
  script: `const late = new AbortController(); AbortSignal.timeout = () => late.signal;`,
  after: (page) => page.evaluate<void>('late.abort()'),
};

/** A page that sends an access token to another origin, which allows the page. */
const withHeader = (other: string, options: Partial<TokenHandlerOptions>): Setup => ({
  attributes: `token-endpoint="${other}/api/widget-token"`,
  script: `button.headers = { Authorization: 'Bearer access-1' };`,
  other: (request, response) =>
    handlerWith({ allowedOrigins: [request.headers.origin!], ...options })(request, response),
});

/** Token requests without an answer that the page can read. */
export const requestFaults: readonly Fault[] = [
  {
    code,
    what: 'a backend that breaks the connection',
    message: network,
    setup: { endpoint: (request) => void request.socket.destroy() },
  },
  {
    code,
    what: 'a token endpoint on another origin that does not allow the page',
    message: network,
    setup: ({ other, sandbox }) => ({
      attributes: `token-endpoint="${other}/api/widget-token"`,
      other: handlerWith({ apiUrl: sandbox }),
    }),
    line: `allowedOrigins: ['https://shop.example']`,
    mended: (line, { other, sandbox }) => ({
      attributes: `token-endpoint="${other}/api/widget-token"`,
      other: handlerWith({ apiUrl: sandbox, ...optionsIn(line) }),
    }),
  },
  {
    code,
    what: 'a header for a token endpoint on another origin, which does not allow it',
    message: network,
    setup: ({ other, sandbox }) => withHeader(other, { apiUrl: sandbox }),
    line: `allowedHeaders: ['Authorization']`,
    mended: (line, { other, sandbox }) => withHeader(other, { apiUrl: sandbox, ...optionsIn(line) }),
  },
  {
    code,
    what: 'a policy whose connect-src lacks the token endpoint',
    message: network,
    setup: { policy: "connect-src 'none'" },
    line: "connect-src 'self'",
    mended: (line) => ({ policy: line }),
  },
  {
    code,
    what: 'fetchToken that throws',
    message: 'fetchToken failed; see error.cause.',
    setup: { script: `button.fetchToken = async () => { throw new Error('No client.'); };` },
  },
  {
    code,
    what: 'headers that throw',
    message: 'headers failed; see error.cause.',
    setup: {
      script: `button.headers = () => ({ 'X-CSRF-Token': document.querySelector('meta[name=csrf]').content });`,
    },
    mended: {
      markup: '<meta name="csrf" content="csrf-1">',
      script: `button.headers = () => ({ 'X-CSRF-Token': document.querySelector('meta[name=csrf]').content });`,
    },
  },
  {
    code,
    what: 'no network',
    message: 'The browser is offline.',
    setup: {
      script: `Object.defineProperty(navigator, 'onLine', { value: false });`,
      endpoint: (request) => void request.socket.destroy(),
    },
  },
  {
    code: 'token-request-timeout',
    what: 'a backend that does not answer',
    message: 'No answer from token-endpoint in 20 s.',
    setup: timeOut,
  },
];
