'use client';

import { AraucariaConnectButton } from 'araucaria-connect/react';
import { useEffect, useState } from 'react';

type Connection = { connectionId: string; status: string };

async function readConnections(): Promise<Connection[]> {
  const response = await fetch('/api/connections');
  return response.json();
}

export default function Page() {
  const [connections, setConnections] = useState<Connection[]>([]);
  useEffect(() => void readConnections().then(setConnections), []);
  return (
    <main>
      <h1>My app</h1>
      <form action="/sign-in">
        <button>Sign in</button>
      </form>
      <AraucariaConnectButton
        tokenEndpoint="/api/widget-token"
        widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js"
        onAraucariaSuccess={() => void readConnections().then(setConnections)}
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
