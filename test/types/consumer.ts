// Compiled against the packed tarball: a host's code must compile, and wrong code must not.
import {
  AraucariaConnectButton,
  AraucariaError,
  type ConnectErrorCode,
  type ConnectOutcome,
  type FetchToken,
} from 'araucaria-connect';
import { AraucariaConnectButton as Bare } from 'araucaria-connect/element';
import { createTokenHandler } from 'araucaria-connect/server';

const button = document.querySelector('araucaria-connect-button');
if (button) {
  button.tokenEndpoint = '/api/widget-token';
  // @ts-expect-error -- a read-only property
  button.phase = 'idle';
  // @ts-expect-error -- no such keyword
  button.preload = 'later';
  const outcome: ConnectOutcome = await button.open();
  if (outcome.status === 'success') console.log(outcome.connectionId.toUpperCase());
  else if (outcome.error) console.log(outcome.error.code, outcome.error.retryAfter?.toFixed());
  // @ts-expect-error -- an exit has no connection
  console.log(outcome.connectionId);
}

document.addEventListener('araucaria-success', (event) => event.detail.connectionId.toUpperCase());
document.addEventListener('araucaria-exit', ({ detail }) => {
  if (detail.error instanceof AraucariaError) {
    const code: ConnectErrorCode = detail.error.code;
    if (code === 'unauthorized') location.assign('/login');
    // @ts-expect-error -- no such code
    if (code === 'forbidden') location.assign('/login');
  }
});
document.addEventListener('araucaria-open', (event) => event.detail.connectionId === null && event.preventDefault());
// @ts-expect-error -- `error` may be null
window.addEventListener('araucaria-exit', ({ detail }) => detail.error.code);

const fetchToken: FetchToken = async ({ connectionId, signal }) => {
  signal.throwIfAborted();
  return { widgetToken: 'wtk', connectionId: connectionId ?? 'conn' };
};
new Bare().fetchToken = fetchToken;
customElements.define('my-bank', class extends AraucariaConnectButton {});

const handler: (request: Request) => Promise<Response> = createTokenHandler({
  apiKey: 'arau_key',
  authorize: (request, { connectionId }) => connectionId === null || request.headers.has('cookie'),
  onConnectionCreated: ({ connectionId }) => console.log(connectionId.toUpperCase()),
});
console.log(handler);

// @ts-expect-error -- authorize has no default
createTokenHandler({ apiKey: 'arau_key' });
// @ts-expect-error -- a promise of a string is no answer
createTokenHandler({ apiKey: 'arau_key', authorize: async () => 'yes' });
// @ts-expect-error -- no such option
createTokenHandler({ apiKey: 'arau_key', authorize: () => true, origins: [] });
