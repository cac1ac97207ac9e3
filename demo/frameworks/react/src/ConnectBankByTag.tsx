import 'araucaria-connect';
import type {} from 'araucaria-connect/react';
import { useState } from 'react';

export function ConnectBankByTag() {
  const [connectionId, setConnectionId] = useState('');
  return (
    <form aria-label="A form with the tag">
      <araucaria-connect-button
        name="connection"
        value={connectionId}
        token-endpoint="/api/widget-token"
        widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
        onaraucaria-success={(event) => setConnectionId(event.detail.connectionId)}
        onaraucaria-exit={(event) => console.log('Not connected:', event.detail.error)}
      />
      <label>
        Connection <input value={connectionId} onChange={(event) => setConnectionId(event.target.value)} />
      </label>
    </form>
  );
}
