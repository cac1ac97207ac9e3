import { AraucariaConnectButton } from './araucaria-connect-button.ts';

// A second copy of the bundle must neither throw nor replace the first.
if (!customElements.get('araucaria-connect-button')) {
  customElements.define('araucaria-connect-button', AraucariaConnectButton);
}
