import type { AraucariaConnectButton } from 'araucaria-connect';
import type {} from 'araucaria-connect/preact';
import { createRef } from 'preact';

const button = createRef<AraucariaConnectButton>();

export const bare = (
  <araucaria-connect-button
    ref={button}
    class="bank"
    lang="es"
    token-endpoint="/api/widget-token"
    connection-id={undefined}
    institution={null}
    preload="visible"
    disabled={false}
    required
    name="bank"
    value={''}
    autosubmit
    fetchToken={async ({ connectionId }) => ({ widgetToken: 'wtk', connectionId: connectionId ?? 'conn' })}
    onaraucaria-open={(event) => event.detail.connectionId === null && event.preventDefault()}
    onaraucaria-success={({ detail }) => console.log(detail.connectionId.toUpperCase())}
    onaraucaria-event={({ detail }) => detail.name === 'opened' && console.log(detail.institutionId)}
    onaraucaria-exit={({ detail }) => console.log(detail.error?.code)}
    onInput={({ currentTarget }) => console.log(currentTarget.value)}
    onClick={() => void button.current?.open()}
  >
    Link <b slot="icon">*</b>
  </araucaria-connect-button>
);
