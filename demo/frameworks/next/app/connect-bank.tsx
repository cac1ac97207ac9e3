'use client';

import { AraucariaConnectButton } from 'araucaria-connect/react';
import { useState } from 'react';

export function ConnectBank() {
  const [connectionId, setConnectionId] = useState('');
  return (
    <form aria-label="A form">
      <AraucariaConnectButton
        name="connection"
        value={connectionId}
        onChange={(event) => setConnectionId(event.currentTarget.value)}
        tokenEndpoint="/api/widget-token"
        widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js"
      />
      <label>
        Connection <input value={connectionId} onChange={(event) => setConnectionId(event.target.value)} />
      </label>
    </form>
  );
}
