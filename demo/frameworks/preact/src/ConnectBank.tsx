import 'araucaria-connect';
import type {} from 'araucaria-connect/preact';
import { useState } from 'preact/hooks';

export function ConnectBank() {
  const [connectionId, setConnectionId] = useState('');
  return (
    <form aria-label="A form">
      <araucaria-connect-button
        name="connection"
        value={connectionId}
        onInput={(event) => setConnectionId(event.currentTarget.value)}
        token-endpoint="/api/widget-token"
        widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
      />
      <label>
        Connection <input value={connectionId} onInput={(event) => setConnectionId(event.currentTarget.value)} />
      </label>
    </form>
  );
}
