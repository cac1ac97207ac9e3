import { useRef, useState } from 'react';
import type { AraucariaConnectButton as ButtonElement } from 'araucaria-connect';
import { AraucariaConnectButton } from 'araucaria-connect/react';

export function Bare({ repairId, value = '' }: { repairId?: string | undefined; value?: string }) {
  const button = useRef<ButtonElement>(null);
  return (
    <araucaria-connect-button
      ref={button}
      key="bank"
      className="bank"
      lang="es"
      token-endpoint="/api/widget-token"
      connection-id={repairId}
      institution={null}
      preload="visible"
      disabled={false}
      required
      name="bank"
      value={value}
      autosubmit
      headers={() => ({ 'X-CSRF-Token': 'token' })}
      fetchToken={async ({ connectionId }) => ({ widgetToken: 'wtk', connectionId: connectionId ?? 'conn' })}
      onaraucaria-open={(event) => event.detail.connectionId === null && event.preventDefault()}
      onaraucaria-success={({ detail }) => console.log(detail.connectionId.toUpperCase())}
      onaraucaria-event={({ detail }) => detail.name === 'institution-selected' && console.log(detail.institutionId)}
      onaraucaria-exit={({ detail }) => console.log(detail.error?.code)}
      onInput={({ currentTarget }) => console.log(currentTarget.value)}
      onClick={() => void button.current?.open()}
    >
      Link <b slot="icon">*</b>
    </araucaria-connect-button>
  );
}

export function Component() {
  const [id, setId] = useState('');
  const button = useRef<ButtonElement>(null);
  return (
    <AraucariaConnectButton
      ref={button}
      className="bank"
      tokenEndpoint="/api/widget-token"
      connectionId={id || undefined}
      preload="intent"
      disabled={false}
      name="bank"
      value={id}
      defaultValue={null}
      headers={{ 'X-CSRF-Token': 'token' }}
      fetchToken={null}
      onAraucariaOpen={(event) => event.detail.connectionId === null && event.preventDefault()}
      onAraucariaSuccess={({ detail }) => setId(detail.connectionId)}
      onAraucariaEvent={({ detail }) => detail.name === 'opened' && console.log(detail.connectionId)}
      onAraucariaExit={({ detail }) => console.log(detail.error?.retryable)}
      onChange={({ currentTarget }) => setId(currentTarget.value)}
    >
      Link
    </AraucariaConnectButton>
  );
}
