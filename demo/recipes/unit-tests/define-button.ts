import { AraucariaConnectButton } from 'araucaria-connect/element';

// jsdom and happy-dom have no form-associated custom elements, so the package leaves the tag undefined there.
customElements.define('araucaria-connect-button', AraucariaConnectButton);
