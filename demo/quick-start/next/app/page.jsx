'use client';

import { AraucariaConnectButton } from 'araucaria-connect/react';
import { useEffect, useState } from 'react';

export default function Page() {
  const [connections, setConnections] = useState([]);
  const show = async () => setConnections(await (await fetch('/api/connections')).json());
  useEffect(() => void show(), []);
  return (
    <main>
      <h1>My app</h1>
      <a href="/sign-in">Sign in</a>
      <AraucariaConnectButton
        tokenEndpoint="/api/widget-token"
        widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js"
        onAraucariaSuccess={() => void show()}
      />
      <ul>
        {connections.map(({ connectionId, status }) => (
          <li key={connectionId}>
            {connectionId}: {status}
          </li>
        ))}
      </ul>
    </main>
  );
}
