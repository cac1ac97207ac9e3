import { AraucariaConnectButton } from 'araucaria-connect/react';
import { useState } from 'react';

export function ConnectBank() {
  const [connectionId, setConnectionId] = useState('');
  return (
    <form aria-label="A form">
      <AraucariaConnectButton
        name="connection"
        value={connectionId}
        tokenEndpoint="/api/widget-token"
        widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js"
        onAraucariaSuccess={(event) => setConnectionId(event.detail.connectionId)}
        onAraucariaExit={(event) => console.log('Not connected:', event.detail.error)}
      />
      <label>
        Connection <input value={connectionId} onChange={(event) => setConnectionId(event.target.value)} />
      </label>
    </form>
  );
}
