import type { AraucariaConnectButton } from 'araucaria-connect';
import type {} from 'araucaria-connect/solid';
import { createSignal } from 'solid-js';

export function Bare() {
  let button: AraucariaConnectButton | undefined;
  const [id, setId] = createSignal<string>();
  return (
    <araucaria-connect-button
      ref={button}
      class="bank"
      lang="es"
      token-endpoint="/api/widget-token"
      connection-id={id()}
      institution={null}
      preload="visible"
      disabled={false}
      required
      name="bank"
      value={id()}
      autosubmit
      prop:fetchToken={async ({ connectionId }) => ({ widgetToken: 'wtk', connectionId: connectionId ?? 'conn' })}
      on:araucaria-open={(event) => event.detail.connectionId === null && event.preventDefault()}
      on:araucaria-success={({ detail }) => setId(detail.connectionId)}
      on:araucaria-event={({ detail }) => detail.name === 'opened' && console.log(detail.institutionId)}
      on:araucaria-exit={({ detail }) => console.log(detail.error?.code)}
      onInput={({ currentTarget }) => console.log(currentTarget.value)}
      onClick={() => void button?.open()}
    >
      Link <b slot="icon">*</b>
    </araucaria-connect-button>
  );
}
