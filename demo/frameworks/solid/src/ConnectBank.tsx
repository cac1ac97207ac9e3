import 'araucaria-connect';
import type {} from 'araucaria-connect/solid';
import { createSignal } from 'solid-js';

export function ConnectBank() {
  const [connectionId, setConnectionId] = createSignal('');
  return (
    <form aria-label="A form">
      <araucaria-connect-button
        name="connection"
        prop:value={connectionId()}
        on:input={(event) => setConnectionId(event.currentTarget.value)}
        token-endpoint="/api/widget-token"
        widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
      />
      <label>
        Connection <input value={connectionId()} onInput={(event) => setConnectionId(event.target.value)} />
      </label>
    </form>
  );
}
